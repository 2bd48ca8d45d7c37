import { keptAnswer, readKeptAnswer, type Answer, type EventSummary } from '@ledger/commanding';
import type { ClaimRecord, EndedClaim } from '@ledger/eventlog';
import type { LedgerEvent, Position } from '@ledger/kernel';
import { isOpening } from '../opening-event';

/** What is known of a command besides the events that are looked at. */
export interface KnownCommands {
  /** The claim as told from events before these. */
  before(commandId: string): ClaimRecord | undefined;
  /** The flags of its answer, which no event holds. */
  flags(commandId: string): readonly string[] | undefined;
}

/** What a refusal keeps: `CommandRefused` of libs/commanding. */
interface RefusedData {
  readonly target: string;
  readonly refusal: { readonly ruleId: string; readonly clause: string; readonly zh: string; readonly en: string };
}

/**
 * 命令占用之重建 (D33): the ended claims of the commands that made these events, as the log itself would have kept them. The target
 * is the stream of the event that bears the evidence; a refusal names its own.
 */
export function toldClaims(
  events: readonly LedgerEvent[],
  positions: readonly Position[],
  known: KnownCommands,
): EndedClaim[] {
  const byCommand = new Map<string, { readonly event: LedgerEvent; readonly position: Position }[]>();
  for (const [i, event] of events.entries()) {
    if (isOpening(event)) continue;
    const own = byCommand.get(event.command.id) ?? [];
    byCommand.set(event.command.id, [...own, { event, position: positions[i]! }]);
  }
  return [...byCommand].map(([commandId, own]) => {
    const before = known.before(commandId);
    const [first] = own;
    const { name, digest } = first!.event.command;
    const refused = own.find(({ event }) => event.type === 'CommandRefused');
    if (refused) {
      const { target } = refused.event.data as RefusedData;
      return { commandId, name, digest, target, answer: keptAnswer(refusal(commandId, refused)) };
    }
    const told = before?.answer === undefined ? undefined : readKeptAnswer(before.answer);
    const decided = own.find(({ event }) => event.evidence !== undefined)?.event.stream;
    const target = decided ?? before?.target ?? first!.event.stream;
    const flags = known.flags(commandId) ?? [];
    const answer: Answer = {
      id: commandId,
      outcome: 'accepted',
      position: own.at(-1)!.position,
      events: [
        ...(told?.events ?? []).filter((each) => !own.some(({ event }) => isOf(each, event))),
        ...own.map(({ event }) => summary(event)),
      ],
      ...(flags.length > 0 ? { flags } : {}),
    };
    return { commandId, name, digest, target, answer: keptAnswer(answer) };
  });
}

const summary = ({ stream, version, type }: LedgerEvent): EventSummary => ({ stream, version, type });

/** A run may be told again whose claims were told already. */
const isOf = (told: EventSummary, { stream, version }: LedgerEvent): boolean =>
  told.stream === stream && told.version === version;

function refusal(
  id: string,
  { event, position }: { readonly event: LedgerEvent; readonly position: Position },
): Answer {
  const { ruleId, clause, zh, en } = (event.data as RefusedData).refusal;
  return {
    id,
    outcome: 'refused',
    position,
    problem: { type: `/problems/${ruleId}`, ruleId, clause, detail: zh, detailEn: en },
  };
}
