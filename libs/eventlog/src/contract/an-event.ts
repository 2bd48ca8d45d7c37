import type { LedgerEvent, RecordedEvent } from '@ledger/kernel';
import { eventId } from '../event-id';
import type { AppendOptions, Appended, EventStore } from '../event-store.port';

const AT = '2020-03-02T01:30:00.000Z';

/** An event as it could stand on the stream at the version; `more` replaces parts of it. */
export function anEvent(stream: string, version: number, more: Partial<LedgerEvent> = {}): LedgerEvent {
  const commandId = more.command?.id ?? eventId('contract', stream, 'command', version);
  return {
    id: eventId('contract', commandId, stream, version),
    stream,
    version,
    type: 'FirstReviewRecorded',
    schemaVersion: 1,
    data: { verdict: 'PASSED', note: '材料齐全', amountFen: 120_000 },
    actor: { id: 'reviewer-1', role: 'REVIEWER', unit: 'XC-WD' },
    unit: 'XC-WD',
    command: { name: 'RecordFirstReview', id: commandId, digest: 'ab'.repeat(32) },
    correlationId: commandId,
    causationId: commandId,
    occurredAt: AT,
    recordedAt: AT,
    policyVersion: 'policy-main@1',
    ...more,
  };
}

/** That many events of a stream, after a version. */
export const someEvents = (stream: string, after: number, count: number): LedgerEvent[] =>
  Array.from({ length: count }, (_, i) => anEvent(stream, after + 1 + i));

/** Appends events after the version, without waiting until they are durable. */
export const grow = async (
  store: EventStore,
  stream: string,
  after: number,
  count = 1,
  options?: AppendOptions,
): Promise<Appended> => store.append(stream, after, eventsOf(options?.claim?.commandId, stream, after, count), options);

/** Of one command where it claims its id. */
const eventsOf = (commandId: string | undefined, stream: string, after: number, count: number): LedgerEvent[] => {
  const events = someEvents(stream, after, count);
  return commandId === undefined
    ? events
    : events.map((event) => ({ ...event, command: { ...event.command, id: commandId } }));
};

/** Appends events after the version and waits until they are durable. */
export async function kept(
  store: EventStore,
  stream: string,
  after: number,
  count = 1,
  options?: AppendOptions,
): Promise<Appended> {
  const appended = await grow(store, stream, after, count, options);
  await appended.durable;
  return appended;
}

/** `stream@version` of each event. */
export const namesOf = (events: readonly RecordedEvent[]): string[] =>
  events.map(({ stream, version }) => `${stream}@${version}`);

/** The whole log, read in runs of that many. */
export async function wholeLog(store: EventStore, limit = 100): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let after = 0; ;) {
    const slice = await store.readAll(after, limit);
    events.push(...slice.events);
    after = slice.next;
    if (slice.atEnd) return events;
  }
}

/** What the promise came to: undefined, or what it was rejected with. */
export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );
