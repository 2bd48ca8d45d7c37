import * as fs from 'node:fs';
import type { ReadFilter, ReadOptions, Slice, Subscription } from '@ledger/eventlog';
import { partOf } from '@ledger/eventlog';
import type { Position, RecordedEvent } from '@ledger/kernel';
import { recordedEvents, type EventSeed } from './recorded-events';

/** A log for specs of the projector, in an array, so that a test can also lose, repeat or refuse events. */
export class ArrayLog {
  readonly events: RecordedEvent[] = [];
  private readonly subscribers = new Set<Subscriber>();
  /** Events handed to a subscriber at once. */
  sliceLength = 100;

  constructor(readonly dense = true) {}

  /** From a file of {@link save}; for worker threads. */
  static load(file: string): ArrayLog {
    const saved = JSON.parse(fs.readFileSync(file, 'utf8')) as { dense: boolean; events: RecordedEvent[] };
    const log = new ArrayLog(saved.dense);
    log.events.push(...saved.events);
    return log;
  }

  save(file: string): void {
    fs.writeFileSync(file, JSON.stringify({ dense: this.dense, events: this.events }));
  }

  append(...seeds: readonly EventSeed[]): Position {
    const versionOf = (stream: string): number => this.events.filter((event) => event.stream === stream).length;
    for (const seed of seeds) {
      const position = (this.events.at(-1)?.position ?? 0) + (this.dense ? 1 : 7);
      this.events.push(...recordedEvents([{ version: versionOf(seed.stream) + 1, ...seed }], position));
    }
    for (const subscriber of this.subscribers) subscriber.wake();
    return this.head();
  }

  head(): Position {
    return this.events.at(-1)?.position ?? 0;
  }

  readAll(after: Position, limit: number, only: ReadFilter = {}): Slice {
    const run = this.events.filter((event) => event.position > after).slice(0, limit);
    const events = run.filter((event) => wanted(event, only));
    return {
      events,
      next: run.at(-1)?.position ?? after,
      atEnd: run.length < limit,
      ...(events.length < run.length ? { passed: run.length } : {}),
    };
  }

  readStream(stream: string, { from = 1, to = Number.MAX_SAFE_INTEGER }: ReadOptions = {}): RecordedEvent[] {
    return this.events.filter((event) => event.stream === stream && event.version >= from && event.version <= to);
  }

  subscribe(after: Position, handle: (slice: Slice) => void | Promise<void>): Subscription {
    const subscriber: Subscriber = { wake: () => undefined };
    const run = async (): Promise<void> => {
      let position = after;
      for (;;) {
        if (subscriber.isClosed) return;
        if (subscriber.error) throw subscriber.error;
        const slice = this.readAll(position, this.sliceLength);
        if (slice.next > position) {
          await handle(slice);
          position = slice.next;
          continue;
        }
        await new Promise<void>((resolve) => {
          subscriber.wake = resolve;
        });
      }
    };
    this.subscribers.add(subscriber);
    const ended = run().finally(() => this.subscribers.delete(subscriber));
    // Who subscribes need not look.
    ended.catch(() => undefined);
    return {
      ended,
      close: async () => {
        subscriber.isClosed = true;
        subscriber.wake();
        await ended.catch(() => undefined);
      },
    };
  }

  /** Ends every subscription with the error; later ones work again. */
  breakDown(error: Error): void {
    for (const subscriber of this.subscribers) {
      subscriber.error = error;
      subscriber.wake();
    }
  }
}

interface Subscriber {
  wake(): void;
  isClosed?: boolean;
  error?: Error;
}

function wanted(event: RecordedEvent, { types, part, fromEveryPart }: ReadFilter): boolean {
  if (types && !types.includes(event.type)) return false;
  if (!part || fromEveryPart?.includes(event.type)) return true;
  return partOf(event.stream, part.of) === part.index;
}
