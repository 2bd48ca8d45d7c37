import { isDeepStrictEqual } from 'node:util';
import type { RecordedEvent } from '@ledger/kernel';
import { Fold } from '../fold';
import { RowCache } from '../row-cache';
import { tablesOf } from '../table-schemas';
import type { Projection, Row } from '../view-store.port';
import { recordedEvents, type EventSeed } from './recorded-events';

/** A projection's rows after the events, by table and key. */
export interface ProjectedRows {
  row<R extends Row>(table: string, key: string): R | undefined;
  /** In order of key. */
  rows<R extends Row>(table: string): (R & { readonly key: string })[];
}

type Tables = Map<string, Map<string, string>>;

/**
 * For specs of projections: folds the events as the live projector does (rows read back from JSON for every event, every
 * event delivered twice), as a rebuild does (all in memory) and, for a projection that goes by stream, stream by stream.
 * All must give the same rows, and none may change a row in place.
 * @throws Error when they do not, or when the projection throws at an event
 */
export function given(events: readonly (EventSeed | RecordedEvent)[]): {
  project(projection: Projection): ProjectedRows;
} {
  const recorded = recordedEvents(events);
  return {
    project(projection) {
      const live = fold(projection, recorded, { asLive: true });
      same(projection, live, fold(projection, recorded, { asLive: false }), 'is rebuilt');
      if (projection.partition === 'stream')
        same(projection, live, foldByStream(projection, recorded), 'goes stream by stream');
      return {
        row: <R extends Row>(table: string, key: string) => parsed<R>(live.get(table)?.get(key)),
        rows: <R extends Row>(table: string) =>
          [...(live.get(table) ?? [])]
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, doc]) => ({ ...(JSON.parse(doc) as R), key })),
      };
    },
  };
}

const parsed = <R extends Row>(doc: string | undefined): R | undefined =>
  doc === undefined ? undefined : (JSON.parse(doc) as R);

function fold(projection: Projection, events: readonly RecordedEvent[], how: { asLive: boolean }): Tables {
  const stored: Tables = new Map(projection.tables.map((table) => [table.name, new Map<string, string>()]));
  const source = (table: string, key: string): Row | undefined => frozen(parsed<Row>(stored.get(table)?.get(key)));
  const open = (): RowCache => new RowCache(tablesOf([projection]).values(), source, Number.MAX_SAFE_INTEGER);
  const writeBack = (from: RowCache): void => {
    from.forChanged((table, rows) => {
      for (const { key, row } of rows) {
        if (row === undefined) stored.get(table)?.delete(key);
        else stored.get(table)?.set(key, JSON.stringify(row));
      }
    });
    from.written();
  };
  let cache = open();
  let folding = new Fold([projection], cache, () => 0);
  for (const event of events) {
    void folding.apply(event);
    if (how.asLive) void folding.apply(event);
    for (const { error, position } of folding.takeParked()) {
      throw new Error(`${projection.name} cannot digest event ${position} (${event.type}): ${error}`);
    }
    cache.forChanged((_, rows) => rows.forEach(({ row }) => frozen(row)));
    if (!how.asLive) continue;
    writeBack(cache);
    cache = open();
    folding = new Fold([projection], cache, () => event.position);
  }
  writeBack(cache);
  return stored;
}

function foldByStream(projection: Projection, events: readonly RecordedEvent[]): Tables {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  const whole: Tables = new Map(projection.tables.map((table) => [table.name, new Map<string, string>()]));
  for (const own of streams.values()) {
    for (const [table, rows] of fold(projection, own, { asLive: false })) {
      for (const [key, doc] of rows) {
        if (whole.get(table)?.has(key)) {
          throw new Error(`${projection.name} says that it goes by stream, but two streams write ${key} of ${table}`);
        }
        whole.get(table)?.set(key, doc);
      }
    }
  }
  return whole;
}

function same(projection: Projection, live: Tables, other: Tables, when: string): void {
  for (const { name } of projection.tables) {
    for (const key of new Set([...(live.get(name)?.keys() ?? []), ...(other.get(name)?.keys() ?? [])])) {
      const [a, b] = [parsed<Row>(live.get(name)?.get(key)), parsed<Row>(other.get(name)?.get(key))];
      if (!isDeepStrictEqual(a, b))
        throw new Error(`${projection.name} gives another row ${key} of ${name} when it ${when}`);
    }
  }
}

/** Rows are values: a projection that changes one in place fails here, not on a later rebuild. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}
