import { createHash } from 'node:crypto';
import { decodeCursor, encodeCursor, type CursorValues } from '../cursor';
import type { Condition, Query, Row, TableSchema } from '../view-store.port';
import { InvalidQuery } from '../view-store.port';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;
const MAX_CONDITIONS = 32;

/** @throws InvalidQuery for a column that is not declared */
export function typeOf(table: TableSchema, column: string): 'text' | 'integer' {
  if (column === 'key') return 'text';
  const type = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
  if (!type) throw new InvalidQuery(`table ${table.name} has no column ${JSON.stringify(column)}`, 'column');
  return type;
}

/** @throws InvalidQuery for a value that is not of the column's type */
export function checkedValue(table: TableSchema, column: string, value: unknown): string | number {
  const type = typeOf(table, column);
  if (type === 'text' ? typeof value === 'string' : Number.isSafeInteger(value)) return value as string | number;
  throw new InvalidQuery(
    `column ${column} of table ${table.name} is compared with a value that is not ${type}`,
    'value',
  );
}

export function checkedConditions(where: readonly Condition[] = []): readonly Condition[] {
  if (where.length > MAX_CONDITIONS) throw new InvalidQuery(`more than ${MAX_CONDITIONS} conditions`, 'value');
  return where;
}

/** Checks the column of a sum. */
export function summable(table: TableSchema, column: string): string {
  if (typeOf(table, column) !== 'integer') throw new InvalidQuery(`column ${column} cannot be summed`, 'column');
  return column;
}

export function checkedLimit({ limit = DEFAULT_LIMIT }: Query): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT) return limit;
  throw new InvalidQuery(`the limit must be 1 to ${MAX_LIMIT}`, 'limit');
}

export interface SortColumn {
  readonly column: string;
  readonly type: 'text' | 'integer';
  readonly descending: boolean;
}

export function sortOf(table: TableSchema, orderBy: readonly string[] = []): SortColumn[] {
  const sort = orderBy.map((term) => {
    const descending = term.startsWith('-');
    const column = descending ? term.slice(1) : term;
    return { column, type: typeOf(table, column), descending };
  });
  const keyIsSorted = sort.some((term) => term.column === 'key');
  // The key goes in the direction of the last column, so that one index gives the whole order forwards or backwards.
  return keyIsSorted ? sort : [...sort, { column: 'key', type: 'text', descending: sort.at(-1)?.descending ?? false }];
}

/** Cursors of one order of one table. */
export interface Cursors {
  after(key: string, row: Row): string;
  /** @throws InvalidQuery */
  read(cursor: string): CursorValues;
}

export function cursorsOf(table: TableSchema, sort: readonly SortColumn[]): Cursors {
  const name = createHash('sha256')
    .update(JSON.stringify([table.name, sort]))
    .digest('base64url')
    .slice(0, 8);
  return {
    // Rows were checked when they were written.
    after: (key, row) =>
      encodeCursor(
        name,
        sort.map(({ column }) => (column === 'key' ? key : ((row[column] ?? null) as string | number | null))),
      ),
    read: (cursor) =>
      decodeCursor(
        name,
        sort.map(({ type }) => type),
        cursor,
      ),
  };
}

/** Amounts are integers of fen: a sum that a double cannot hold must not be rounded in silence. */
export function exact(sum: number): number {
  if (!Number.isSafeInteger(sum)) throw new RangeError('the sum is beyond the safe integers');
  return sum;
}
