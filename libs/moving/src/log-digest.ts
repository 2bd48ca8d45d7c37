import { encodeEvent, RunningHash, type EventStore } from '@ledger/eventlog';
import type { LedgerEvent, RecordedEvent } from '@ledger/kernel';

/** What two logs must have alike to be the same one. */
export interface DigestOfLog {
  readonly events: number;
  /** Running hash over the SHA-256 of the canonical bytes of every event, in order, hex; the same that a `head` file names. */
  readonly digest: string;
  /** How many events there are of each type, by name. */
  readonly types: Readonly<Record<string, number>>;
}

/** Adds up a log in its order. */
export class LogDigest {
  private readonly running = RunningHash.atStart();
  private readonly types = new Map<string, number>();

  /** Returns the SHA-256 of the event's canonical bytes. */
  add(event: LedgerEvent): Buffer {
    const { hash } = encodeEvent(event);
    this.running.add(hash);
    this.types.set(event.type, (this.types.get(event.type) ?? 0) + 1);
    return hash;
  }

  value(): DigestOfLog {
    const { position, running } = this.running.head();
    return {
      events: position,
      digest: running,
      types: Object.fromEntries([...this.types].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    };
  }
}

export const sameLog = (one: DigestOfLog, other: DigestOfLog): boolean =>
  one.events === other.events &&
  one.digest === other.digest &&
  JSON.stringify(one.types) === JSON.stringify(other.types);

/** Events read, and taken in, at a time. */
export const RUN = 500;

/** Every event up to a position, run by run; `passed` is the position after the run. */
export async function* runsOf(
  log: Pick<EventStore, 'readAll'>,
  upTo: number,
): AsyncGenerator<{ readonly events: readonly LedgerEvent[]; readonly passed: number }> {
  for (let at = 0; at < upTo;) {
    const slice = await log.readAll(at, RUN);
    const events = slice.events.filter(({ position }) => position <= upTo);
    at = slice.next;
    yield { events: events.map(withoutPosition), passed: Math.min(at, upTo) };
    if (slice.atEnd) return;
    await new Promise((next) => setImmediate(next));
  }
}

function withoutPosition(recorded: RecordedEvent): LedgerEvent {
  const { position: _, ...event } = recorded;
  return event;
}

/** Reads the whole log once. */
export async function digestOf(
  log: Pick<EventStore, 'readAll' | 'head'>,
  onProgress?: (share: number) => void,
): Promise<DigestOfLog> {
  const digest = new LogDigest();
  const upTo = await log.head();
  for await (const { events, passed } of runsOf(log, upTo)) {
    for (const event of events) digest.add(event);
    onProgress?.(passed / upTo);
  }
  return digest.value();
}
