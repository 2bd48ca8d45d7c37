import type { LedgerEvent, StreamType } from '@ledger/kernel';
import { proposalOf } from '../form';
import { factCorrectionOf } from './fact-corrections';
import type { Moment } from './moment';

/** Why an event does not count: it happened after the moment, or is known now never to have been so. */
export type Discounted = 'later' | 'never';

/** One event of a stream as it stands at a moment. */
export interface HistoryEntry<E extends LedgerEvent = LedgerEvent> {
  readonly event: E;
  /** As it counts, with facts replaced by their corrections; absent when it does not. */
  readonly counted?: LedgerEvent;
  readonly discounted?: Discounted;
  /** Versions of the known events of this stream that correct it, oldest first. */
  readonly correctedBy: readonly number[];
}

/**
 * 时点历史: the stream's events that the ledger had recorded by `asKnown`, and how each counts at `asOf`: in order of
 * position, those that had happened by then, facts replaced by their corrections, acts as they were done.
 */
export function historyAt<E extends LedgerEvent>(events: readonly E[], moment: Moment): HistoryEntry<E>[] {
  const { asKnown, asOf } = moment;
  const known = asKnown === undefined ? events : events.filter(({ recordedAt }) => recordedAt <= asKnown);
  const corrections = correctionsIn(known);
  return known.map((event) => {
    const correctedBy = (corrections.get(event.version) ?? []).map(({ version }) => version);
    if (asOf !== undefined && event.occurredAt > asOf) return { event, discounted: 'later', correctedBy };
    const counted = asOf === undefined ? event : asNowKnown(event, asOf, corrections);
    return counted ? { event, counted, correctedBy } : { event, discounted: 'never', correctedBy };
  });
}

/** The state that the counted events make. */
export function stateAt<S>(type: StreamType<S>, history: readonly HistoryEntry[]): S {
  return history.reduce((state, { counted }) => (counted ? type.evolve(state, counted) : state), type.initial());
}

function correctionsIn(events: readonly LedgerEvent[]): ReadonlyMap<number, readonly LedgerEvent[]> {
  const found = new Map<number, LedgerEvent[]>();
  for (const event of events) {
    if (event.corrects?.stream !== event.stream || !takesEffect(event)) continue;
    const others = found.get(event.corrects.version);
    if (others) others.push(event);
    else found.set(event.corrects.version, [event]);
  }
  return found;
}

/** A proposal names what it would correct, and corrects nothing before it is approved. */
const takesEffect = (event: LedgerEvent): boolean => (proposalOf(event)?.step ?? 'approved') === 'approved';

/**
 * The event with what its later corrections say of the fact, and theirs of them. A correction that had happened by the
 * moment counts by itself.
 */
function asNowKnown(
  event: LedgerEvent,
  asOf: string,
  corrections: ReadonlyMap<number, readonly LedgerEvent[]>,
): LedgerEvent | undefined {
  let counted: LedgerEvent | undefined = event;
  for (const correction of corrections.get(event.version) ?? []) {
    const correct = factCorrectionOf(correction);
    if (!correct || correction.occurredAt <= asOf || counted === undefined) continue;
    const known = asNowKnown(correction, asOf, corrections);
    if (known) counted = correct(counted, known);
  }
  return counted;
}
