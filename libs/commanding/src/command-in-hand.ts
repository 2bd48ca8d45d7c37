import type { Actor, AnyCommandSpec, Effect, EventBody, Evidence, LedgerEvent } from '@ledger/kernel';
import type { EventSummary } from './answer';

/** Told what a command has written, before it is durable: nothing for a refusal. */
export type OnWritten = (events: readonly EventSummary[]) => void;

/** One command on its way through the runner: what never changes, and what it has done so far. */
export interface CommandInHand {
  readonly spec: AnyCommandSpec;
  readonly id: string;
  /** As sent; undefined fields where a repaired command's values can no longer be opened. */
  readonly plain: object;
  /** Personal fields sealed; made once, so that every try stores the same bytes. */
  sealed: object | undefined;
  readonly digest: string;
  readonly actor: Actor;
  readonly operator: Actor | undefined;
  readonly asserted: boolean;
  readonly at: string;
  readonly today: string;
  readonly ifMatch: number | undefined;
  readonly correlationId: string;
  readonly causationId: string;
  readonly target: string;
  /** How many batches had fallen when it began. */
  readonly fallsAtStart: number;
  /** True once the claim is written. */
  claimed: boolean;
  /** When the claim was last written, by this process's running clock, ms: on a shared log it is held for a while only. */
  heldSince: number;
  /** The plan that stands with the claim. */
  plan: readonly Effect[];
  /** After a crash: which reservations still stand is asked of the effects again. */
  readonly recheck: boolean;
  /** Reservations made, in order. */
  readonly made: Effect[];
  /** Optional effects that were refused, by stream. */
  readonly omitted: Map<string, { ruleId: string; zh: string; en: string }>;
  /** Appends made by this command. */
  appends: number;
  /** Running number of this command's events on each stream. */
  readonly counters: Map<string, number>;
  /** Own events by stream, in order of appending. */
  readonly written: { stream: string; version: number; type: string }[];
  /** The events of the target, once appended. */
  acted: readonly LedgerEvent[];
  flags: readonly string[];
  /** Managing unit of the subject, once known. */
  unit: string | undefined;
  policyVersion: string;
  /** Called when everything is written and only durability is awaited: the next command of an import may start. */
  readonly onWritten: OnWritten;
  /** No other command is under way: nothing is gained by waiting for the turn's end. */
  readonly alone: () => boolean;
}

/** The command as it is kept with its claim, so that it can be run on after a crash; no clear value. */
export interface KeptCommand {
  readonly command: string;
  readonly data: object;
  readonly actor: Actor;
  readonly operator?: Actor;
  readonly asserted?: boolean;
  readonly at: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly plan: readonly Effect[];
  /** Of the decision; absent where there are none. */
  readonly flags?: readonly string[];
}

export const keptCommand = (inHand: CommandInHand): string =>
  JSON.stringify({
    command: inHand.spec.name,
    data: inHand.sealed ?? {},
    actor: inHand.actor,
    operator: inHand.operator,
    asserted: inHand.asserted || undefined,
    at: inHand.at,
    correlationId: inHand.correlationId,
    causationId: inHand.causationId,
    plan: inHand.plan,
    flags: inHand.flags.length > 0 ? inHand.flags : undefined,
  } satisfies KeptCommand);

export interface EnvelopeParts {
  readonly ledgerId: string;
  readonly policyVersion: string;
  readonly recordedAt: string;
  readonly unit: string;
  readonly evidence: Evidence | undefined;
}

export type NextEventId = (ledgerId: string, commandId: string, stream: string, number: number) => string;

/** Puts the envelope around what a decider said, at the versions after `version`. */
export function enveloped(
  inHand: CommandInHand,
  stream: string,
  version: number,
  bodies: readonly EventBody[],
  parts: EnvelopeParts,
  nextEventId: NextEventId,
): LedgerEvent[] {
  const first = inHand.counters.get(stream) ?? 0;
  const command = { name: inHand.spec.name, id: inHand.id, digest: inHand.digest };
  const asked = inHand.plain as { reason?: unknown; document?: unknown };
  return bodies.map((body, i) => {
    const event: Record<string, unknown> = {
      id: nextEventId(parts.ledgerId, inHand.id, stream, first + i),
      stream,
      version: version + 1 + i,
      type: body.type,
      schemaVersion: body.schemaVersion ?? 1,
      data: body.data,
      actor: inHand.actor,
      unit: parts.unit,
      command,
      correlationId: inHand.correlationId,
      causationId: inHand.causationId,
      occurredAt: body.occurredAt ?? inHand.at,
      recordedAt: parts.recordedAt,
      policyVersion: parts.policyVersion,
    };
    if (parts.evidence) event['evidence'] = parts.evidence;
    if (typeof asked.reason === 'string') event['reason'] = asked.reason;
    if (asked.document !== undefined) event['document'] = asked.document;
    if (body.corrects) event['corrects'] = body.corrects;
    if (inHand.operator) event['operator'] = inHand.operator;
    if (inHand.asserted) event['asserted'] = true;
    // Assembled in one place; the fields above are exactly LedgerEvent's.
    return event as unknown as LedgerEvent;
  });
}

/** What is settled about a command before it begins; the rest starts empty. */
export type CommandBegun = Pick<
  CommandInHand,
  | 'spec'
  | 'id'
  | 'plain'
  | 'digest'
  | 'actor'
  | 'operator'
  | 'asserted'
  | 'at'
  | 'today'
  | 'ifMatch'
  | 'correlationId'
  | 'causationId'
  | 'target'
  | 'fallsAtStart'
> &
  Partial<CommandInHand>;

const NOTHING: readonly never[] = [];
const untold = (): void => undefined;
const isAlone = (): boolean => true;

/** One literal: spreading defaults under what is given cost more than deciding. */
export const takeInHand = (begun: CommandBegun): CommandInHand => ({
  spec: begun.spec,
  id: begun.id,
  plain: begun.plain,
  sealed: begun.sealed,
  digest: begun.digest,
  actor: begun.actor,
  operator: begun.operator,
  asserted: begun.asserted,
  at: begun.at,
  today: begun.today,
  ifMatch: begun.ifMatch,
  correlationId: begun.correlationId,
  causationId: begun.causationId,
  target: begun.target,
  fallsAtStart: begun.fallsAtStart,
  claimed: begun.claimed ?? false,
  heldSince: begun.heldSince ?? 0,
  plan: begun.plan ?? NOTHING,
  recheck: begun.recheck ?? false,
  made: begun.made ?? [],
  omitted: begun.omitted ?? new Map(),
  appends: begun.appends ?? 0,
  counters: begun.counters ?? new Map(),
  written: begun.written ?? [],
  acted: begun.acted ?? NOTHING,
  flags: begun.flags ?? NOTHING,
  unit: begun.unit,
  policyVersion: begun.policyVersion ?? '',
  onWritten: begun.onWritten ?? untold,
  alone: begun.alone ?? isAlone,
});
