import {
  addMilliseconds,
  type AnyCommandSpec,
  canonicalJson,
  type Context,
  type Decision,
  type Effect,
  type Facts,
  type LedgerEvent,
  type Loaded,
  localDateOf,
  nameOf,
  personalFields,
  streamName,
  type StreamRef,
  type Subject,
} from '@ledger/kernel';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { type FakeKeyed, sealedFor } from './fake-keyed';
import { type Asked, factFor, type GivenFacts } from './given-fact';
import { FIRST_INSTANT, recorded, uuid } from './recorded';

/** What a command came to in a spec. */
export interface Ran {
  /** Fields of wrong shape; the command then went no further. */
  readonly invalid: readonly string[];
  readonly decision?: Decision;
  readonly subject?: Subject;
  /** The accepted events in their envelope. */
  readonly events: readonly LedgerEvent[];
  /** Effects that follow on other streams. */
  readonly after: readonly Effect[];
  /** What the vault is to keep. */
  readonly kept?: string;
}

type DecisionContext = Context<Facts, unknown>;

/** Takes a command the way the runner takes it: shape, sealing, needs, derive, subject, decide, reservations, decide again. */
export function run(
  spec: AnyCommandSpec,
  data: object,
  asked: Asked,
  history: readonly LedgerEvent[],
  freshState: () => unknown,
  known: GivenFacts,
  keyed: FakeKeyed,
): Ran {
  const command = plainToInstance(spec.shape, data);
  const errors = validateSync(command, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length > 0) return { invalid: errors.map((error) => error.property), events: [], after: [] };

  const last = history[history.length - 1];
  const at = asked.at ?? (last ? addMilliseconds(last.occurredAt, 60_000) : FIRST_INSTANT);
  const commandId = asked.commandId ?? uuid(1);
  const stream = nameOf(spec.stream, asked.id ?? spec.target(command, commandId, keyed));
  const state = freshState();
  const sealed = seal(spec, command, commandId, state, { policy: factFor('policy', undefined, known) }, keyed);
  const { facts, refs } = gather(spec, sealed, state, known);
  const revealed = (spec.reveal?.(sealed, state, facts) ?? []).map((value) => keyed.reveal(value));
  const today = localDateOf(at);
  const context: DecisionContext = {
    commandId,
    actor: asked.actor,
    at,
    today,
    target: { stream, version: history.length },
    facts,
    derived: spec.derive?.(command, state, facts, keyed, revealed, today, at),
    omitted: new Map(),
  };
  const subject = spec.subject(sealed, state, facts);
  const first = spec.decide(sealed, state, context);
  const decision = first.accepted ? reserve(spec, sealed, freshState(), context, first, refs) : first;
  // Throws for what a stored event cannot hold, such as the instance of a class.
  canonicalJson([decision.accepted ? [decision.events, decision.before] : [], decision.evidence]);
  if (!decision.accepted) return { invalid: [], decision, subject, events: [], after: [] };

  const from = { name: spec.name, id: commandId, digest: '' };
  const events = recorded(
    stream,
    decision.events.map((body) => ({
      ...body,
      envelope: {
        actor: asked.actor,
        unit: subject.unit,
        command: from,
        occurredAt: body.occurredAt ?? at,
        recordedAt: at,
      },
    })),
    history.length,
  );
  const reached = events.reduce((on, each) => spec.stream.evolve(on, each), freshState());
  return {
    invalid: [],
    decision,
    subject,
    events,
    after: spec.after?.(events, reached) ?? [],
    kept: spec.keeps?.(context.derived),
  };
}

function seal(
  spec: AnyCommandSpec,
  command: object,
  commandId: string,
  state: unknown,
  facts: Facts,
  keyed: FakeKeyed,
): object {
  const marked = [...personalFields(spec.shape)];
  if (marked.length === 0) return command;
  const sealed: Record<string, unknown> = { ...command };
  const named = marked.find(([field, kind]) => kind === 'person-id' && typeof sealed[field] === 'string')?.[0];
  const owner =
    spec.owner?.(command, state, facts, keyed) ??
    (named ? keyed.pseudonym(String(sealed[named])) : `command-${commandId}`);
  for (const [field, kind] of marked) {
    const value = sealed[field] as string | readonly string[] | undefined;
    if (value === undefined) continue;
    const one = (text: string) => sealedFor(kind === 'person-id' ? keyed.pseudonym(text) : owner, text);
    sealed[field] = typeof value === 'string' ? one(value) : value.map(one);
  }
  return sealed;
}

function gather(
  spec: AnyCommandSpec,
  command: object,
  state: unknown,
  known: GivenFacts,
): { facts: Facts; refs: Map<string, StreamRef> } {
  const refs = new Map<string, StreamRef>();
  let facts: Facts = { policy: factFor('policy', undefined, known) };
  for (;;) {
    const asked = Object.entries(spec.needs?.(command, state, facts) ?? {});
    const fresh = asked.filter((entry): entry is [string, StreamRef] => entry[1] !== undefined && !refs.has(entry[0]));
    if (fresh.length === 0) return { facts, refs };
    for (const [name, ref] of fresh) {
      refs.set(name, ref);
      facts = { ...facts, [name]: factFor(name, ref, known) };
    }
  }
}

/** Makes the reservations on those streams that are among the facts, and decides again with them in sight. */
function reserve(
  spec: AnyCommandSpec,
  command: object,
  state: unknown,
  context: DecisionContext,
  first: Extract<Decision, { accepted: true }>,
  refs: ReadonlyMap<string, StreamRef>,
): Decision {
  if (first.before.length === 0) return first;
  const omitted = new Map<string, { ruleId: string; zh: string; en: string }>();
  const facts: Record<string, Loaded<unknown> | undefined> = { ...context.facts };
  for (const effect of first.before) {
    const found = [...refs].find(([, ref]) => streamName(ref) === effect.stream);
    if (!found) continue;
    const [name, { type }] = found;
    const loaded = facts[name]!;
    const decide = type.effects[effect.effect];
    if (!decide) throw new Error(`${effect.stream} has no effect ${effect.effect}`);
    const { commandId, actor, at } = context;
    const said = decide(effect.data as never, loaded.state, { commandId, commandName: spec.name, actor, at });
    if ('refusal' in said) {
      if (!effect.optional) return { accepted: false, refusal: said.refusal, evidence: first.evidence };
      omitted.set(effect.stream, said.refusal);
      continue;
    }
    const envelope = { actor, command: { name: spec.name, id: commandId, digest: '' } };
    const own = said.events.map((body) => ({ ...body, envelope }));
    const events = recorded(effect.stream, own, loaded.version, at);
    const reached = events.reduce((on, each) => type.evolve(on, each), structuredClone(loaded.state));
    facts[name] = { stream: loaded.stream, version: loaded.version + events.length, state: reached };
  }
  return spec.decide(command, state, { ...context, facts, omitted });
}
