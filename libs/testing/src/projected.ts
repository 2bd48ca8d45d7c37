import type { LedgerEvent, RecordedEvent } from '@ledger/kernel';
import type { Projection, Row } from '@ledger/viewstore';
import { Fold } from '@ledger/viewstore/fold';
import { RowCache } from '@ledger/viewstore/row-cache';
import { tablesOf } from '@ledger/viewstore/table-schemas';
import { type GivenEvent, recorded } from './recorded';

/** Events of several streams in the order of their recording, as a log gives them back. */
export class GivenLog {
  constructor(readonly events: readonly RecordedEvent[] = []) {}

  /** Further events of one stream: versions go on, each is a minute later than the one before. */
  on(stream: string, ...events: readonly GivenEvent[]): GivenLog {
    const former = this.events.filter((event) => event.stream === stream);
    const last = this.events[this.events.length - 1];
    const more: LedgerEvent[] = recorded(stream, events, former.length, last?.occurredAt);
    const from = this.events.length;
    return new GivenLog([...this.events, ...more.map((event, index) => ({ ...event, position: from + index + 1 }))]);
  }
}

export const log = new GivenLog();

/** The rows that the events make, each event delivered twice. Fails where a projection cannot digest one. */
export class Projected {
  private readonly cache: RowCache;

  constructor(projections: readonly Projection[], given: GivenLog) {
    // Nothing is dropped, so that nothing is ever looked up.
    this.cache = new RowCache(tablesOf(projections).values(), () => undefined, Number.MAX_SAFE_INTEGER);
    const fold = new Fold(projections, this.cache, () => 0);
    for (const event of given.events) {
      void fold.apply(event);
      void fold.apply(event);
    }
    const [parked] = fold.takeParked();
    if (parked)
      throw new Error(`${parked.projection} parked version ${parked.version} of ${parked.stream}: ${parked.error}`);
  }

  get<R extends Row>(table: string, key: string): R | undefined {
    // The table holds what its projection put there.
    return this.cache.get(table, key) as R | undefined;
  }

  /** Rows of a table by key. */
  all<R extends Row>(table: string): Readonly<Record<string, R>> {
    const found: Record<string, R> = {};
    this.cache.forChanged((name, rows) => {
      if (name !== table) return;
      for (const { key, row } of rows) if (row !== undefined) found[key] = row as R;
    });
    return found;
  }
}

export const projected = (given: GivenLog, ...projections: readonly Projection[]): Projected =>
  new Projected(projections, given);
