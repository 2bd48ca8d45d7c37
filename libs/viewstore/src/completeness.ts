import type { MaybePromise, Slice } from '@ledger/eventlog';
import type { Position, RecordedEvent } from '@ledger/kernel';
import type { ViewStep, ViewStore } from './view-store.port';

/** 缺失事件: the log did not give an event that must be there. Views stop here; going on would hide the loss. */
export class MissingEvent extends Error {
  constructor(
    message: string,
    readonly where: {
      readonly after: Position;
      readonly found?: Position;
      readonly stream?: string;
      readonly version?: number;
    },
  ) {
    super(message);
    this.name = 'MissingEvent';
  }
}

/** Watches that no event is missing between those that arrive. */
export interface Completeness {
  /**
   * Checks the run of events that follows the position.
   * @throws MissingEvent
   */
  check(after: Position, slice: Slice): MaybePromise<void>;
  /** Notes durably, with the rows, what the next check needs. */
  note(step: ViewStep): void;
}

/**
 * For logs whose positions run 1, 2, 3 …: each run must hold as many events as it is long. This costs nothing, needs
 * nothing stored, and also counts events that were left out unread.
 */
export const byPositions: Completeness = {
  check(after, { events, next, passed }) {
    let expected = after;
    if (passed === undefined) {
      for (const { position } of events) {
        expected += 1;
        if (position !== expected) throw gap(expected, position);
      }
      if (next !== expected) throw gap(expected + 1, next);
    } else if (passed !== next - after) {
      throw new MissingEvent(`the log holds ${passed} events after position ${after} up to ${next}`, {
        after,
        found: next,
      });
    }
  },
  note: () => undefined,
};

const gap = (expected: Position, found: Position): MissingEvent =>
  new MissingEvent(`the event at position ${expected} is missing: the next is at ${found}`, {
    after: expected - 1,
    found,
  });

/**
 * For logs whose positions have gaps: a stream's versions run 1, 2, 3 …, so the last version seen of each stream is kept
 * beside the rows, once for all projections. It costs one small row per stream and batch, hence only where it must.
 */
export function byVersions(store: ViewStore): Completeness {
  let seen = new Map<string, number>();
  return {
    async check(after, { events }) {
      const streams = [...new Set(events.map((event) => event.stream))];
      seen = new Map(await store.versions(streams));
      let before = after;
      for (const event of events) {
        checkVersion(before, seen, event);
        before = event.position;
      }
    },
    note(step) {
      for (const [stream, version] of seen) step.version(stream, version);
    },
  };
}

/** Moves the stream's version on; an event seen before is none missing. `after` is the position of the event before it. */
export function checkVersion(
  after: Position,
  seen: Map<string, number>,
  { stream, version, position }: RecordedEvent,
): void {
  const last = seen.get(stream) ?? 0;
  if (version > last + 1) {
    throw new MissingEvent(`version ${last + 1} of ${stream} is missing: the next is ${version}`, {
      after,
      found: position,
      stream,
      version: last + 1,
    });
  }
  if (version > last) seen.set(stream, version);
}
