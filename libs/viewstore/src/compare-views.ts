import { isDeepStrictEqual } from 'node:util';
import { tablesOf } from './table-schemas';
import type { Projection, Row, ViewReader, WithKey } from './view-store.port';

/** A row, checkpoint or parked event in which two view stores differ; undefined on the side that lacks it. */
export interface ViewDifference {
  readonly table: string;
  readonly key: string;
  readonly a: unknown;
  readonly b: unknown;
}

const PAGE = 1_000;
const MAX_LISTED = 100;

/**
 * Compares every row of every table, the checkpoints and the parked events (but for their attempts) of two stores that no
 * one writes meanwhile. Lists the first hundred differences in order; equal views give none.
 */
export async function compareViews(
  a: ViewReader,
  b: ViewReader,
  projections: readonly Projection[],
): Promise<readonly ViewDifference[]> {
  const differences: ViewDifference[] = [];
  const note = (table: string, key: string, left: unknown, right: unknown): boolean => {
    if (!isDeepStrictEqual(left, right)) differences.push({ table, key, a: left, b: right });
    return differences.length < MAX_LISTED;
  };
  const [bookkeepingA, bookkeepingB] = [await bookkeeping(a), await bookkeeping(b)];
  for (const key of new Set([...bookkeepingA.keys(), ...bookkeepingB.keys()])) {
    if (!note('projections', key, bookkeepingA.get(key), bookkeepingB.get(key))) return differences;
  }
  for (const table of tablesOf(projections).keys()) {
    for await (const [key, left, right] of pairs(rowsOf(a, table), rowsOf(b, table))) {
      if (!note(table, key, left, right)) return differences;
    }
  }
  return differences;
}

async function bookkeeping(views: ViewReader): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const { projection, version, checkpoint } of await views.status())
    found.set(projection, { version, checkpoint });
  for (const { projection, position, stream, failed } of await views.parked()) {
    found.set(`${projection} parked ${position}`, { stream, failed });
  }
  return found;
}

async function* rowsOf(views: ViewReader, table: string): AsyncGenerator<WithKey<Row>> {
  let cursor: string | undefined;
  do {
    const page = await views.find<Row>({ table, limit: PAGE, cursor });
    yield* page.rows;
    ({ cursor } = page);
  } while (cursor !== undefined);
}

type Rows = AsyncGenerator<WithKey<Row>>;

/** Both sides in order of key, side by side. */
async function* pairs(a: Rows, b: Rows): AsyncGenerator<[string, Row | undefined, Row | undefined]> {
  let [left, right] = [await a.next(), await b.next()];
  while (!left.done || !right.done) {
    const leftKey = left.done ? undefined : left.value.key;
    const rightKey = right.done ? undefined : right.value.key;
    if (rightKey === undefined || (leftKey !== undefined && before(leftKey, rightKey))) {
      yield [leftKey ?? '', left.value as Row, undefined];
      left = await a.next();
    } else if (leftKey === undefined || before(rightKey, leftKey)) {
      yield [rightKey, undefined, right.value as Row];
      right = await b.next();
    } else {
      yield [leftKey, left.value as Row, right.value as Row];
      [left, right] = [await a.next(), await b.next()];
    }
  }
}

/** Stores sort text by its UTF-8 bytes. */
const before = (a: string, b: string): boolean => Buffer.compare(Buffer.from(a), Buffer.from(b)) < 0;
