import { createHash } from 'node:crypto';
import { decodeCursor, encodeCursor, type CursorValues } from '../cursor';
import type { Condition, Query, Row, TableSchema } from '../view-store.port';
import { InvalidQuery } from '../view-store.port';

/** A statement's text and what is bound to it. Texts are made of declared identifiers only; values are always bound. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (string | number | null)[];
}

export interface PageSql {
  readonly limit: number;
  readonly sort: readonly SortColumn[];
  readonly statements: readonly Sql[];
  cursorAfter(key: string, row: Row): string;
}

/** What is read of each row, and through which index where that is not left to SQLite. */
export interface Reads {
  readonly columns: readonly string[];
  readonly index?: string;
}

const WHOLE: Reads = { columns: ['key', 'doc'] };

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;
const MAX_CONDITIONS = 32;

/** Declared identifiers only get here; quoting keeps SQL's own words usable as names. */
export const quoted = (name: string): string => `"${name}"`;

function typeOf(table: TableSchema, column: string): 'text' | 'integer' {
  if (column === 'key') return 'text';
  const type = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
  if (!type) throw new InvalidQuery(`table ${table.name} has no column ${JSON.stringify(column)}`, 'column');
  return type;
}

function checked(table: TableSchema, column: string, value: unknown): string | number {
  const type = typeOf(table, column);
  if (type === 'text' ? typeof value === 'string' : Number.isSafeInteger(value)) return value as string | number;
  throw new InvalidQuery(
    `column ${column} of table ${table.name} is compared with a value that is not ${type}`,
    'value',
  );
}

function conditionSql(table: TableSchema, condition: Condition): Sql {
  const { column, is, atLeast, atMost, has } = condition;
  typeOf(table, column);
  const texts: string[] = [];
  const values: (string | number)[] = [];
  if (is === null) texts.push(`${quoted(column)} IS NULL`);
  else if (Array.isArray(is)) {
    // One bound JSON list, so that the statement is the same for any number of alternatives.
    texts.push(`${quoted(column)} IN (SELECT value FROM json_each(?))`);
    values.push(JSON.stringify(is.map((value) => checked(table, column, value))));
  } else if (is !== undefined) {
    texts.push(`${quoted(column)} = ?`);
    values.push(checked(table, column, is));
  }
  for (const [operator, bound] of [
    ['>=', atLeast],
    ['<=', atMost],
  ] as const) {
    if (bound === undefined) continue;
    texts.push(`${quoted(column)} ${operator} ?`);
    values.push(checked(table, column, bound));
  }
  if (has !== undefined) {
    texts.push(`instr(${quoted(column)}, ?) > 0`);
    values.push(checked(table, column, has));
  }
  return { text: texts.join(' AND ') || '1', values };
}

/** The conditions as one boolean expression, true when there are none. */
export function whereSql(table: TableSchema, where: readonly Condition[] = []): Sql {
  if (where.length > MAX_CONDITIONS) throw new InvalidQuery(`more than ${MAX_CONDITIONS} conditions`, 'value');
  const parts = where.map((condition) => conditionSql(table, condition));
  return {
    text: parts.map((part) => part.text).join(' AND ') || '1',
    values: parts.flatMap((part) => part.values),
  };
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

/** What comes strictly after `value` in one column's order, a plain range each; nulls come first ascending and last descending. */
function after({ column, descending }: SortColumn, value: string | number | null): Sql[] {
  const name = quoted(column);
  const nulls = { text: `${name} IS NULL`, values: [] };
  if (value === null) return descending ? [] : [{ text: `${name} IS NOT NULL`, values: [] }];
  const rest = { text: `${name} ${descending ? '<' : '>'} ?`, values: [value] };
  return descending && column !== 'key' ? [rest, nulls] : [rest];
}

function equal({ column }: SortColumn, value: string | number | null): Sql {
  return value === null
    ? { text: `${quoted(column)} IS NULL`, values: [] }
    : { text: `${quoted(column)} = ?`, values: [value] };
}

/**
 * The rest after the cursor as stretches that are read in turn: equal in all columns but the last and after it there, then equal
 * in one less, and so on. Each is a plain range, so that SQLite begins in the middle of an index, however many rows share a value;
 * one expression for all would be scanned from the first row of the value.
 */
function stretches(sort: readonly SortColumn[], at: CursorValues): Sql[] {
  return sort
    .map((term, depth) => {
      const before = sort.slice(0, depth).map((each, i) => equal(each, at[i] ?? null));
      return after(term, at[depth] ?? null).map((later) => both([...before, later]));
    })
    .toReversed()
    .flat();
}

const both = (parts: readonly Sql[]): Sql => ({
  text: parts.map(({ text }) => text).join(' AND '),
  values: parts.flatMap(({ values }) => values),
});

/** A bound that the cursor has passed is left out: of two, SQLite would walk the index from either. */
function beyond(where: readonly Condition[], [first]: readonly SortColumn[], at: CursorValues): readonly Condition[] {
  const [value] = at;
  if (!first || value === null || value === undefined) return where;
  const side = first.descending ? 'atMost' : 'atLeast';
  return where.map((condition) => {
    const bound = condition[side];
    if (condition.column !== first.column || typeof bound !== typeof value) return condition;
    const order = compared(value, bound as string | number);
    return (first.descending ? order <= 0 : order >= 0) ? { ...condition, [side]: undefined } : condition;
  });
}

/** SQLite's order: nulls first, numbers, texts by their bytes. */
export function compared(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

/** One page. The statements are run in turn until there are `limit` rows and one more, which tells whether there are others. */
export function pageSql(table: TableSchema, query: Query, { columns, index }: Reads = WHOLE): PageSql {
  const limit = query.limit ?? DEFAULT_LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new InvalidQuery(`the limit must be 1 to ${MAX_LIMIT}`, 'limit');
  }
  const sort = sortOf(table, query.orderBy);
  const types = sort.map((term) => term.type);
  const name = createHash('sha256')
    .update(JSON.stringify([table.name, sort]))
    .digest('base64url')
    .slice(0, 8);
  const at = query.cursor === undefined ? undefined : decodeCursor(name, types, query.cursor);
  // All are checked, those too that the cursor has passed.
  const asked = whereSql(table, query.where);
  const where = at ? whereSql(table, beyond(query.where ?? [], sort, at)) : asked;
  const rests: Sql[] = at ? stretches(sort, at) : [{ text: '1', values: [] }];
  const order = sort.map((term) => `${quoted(term.column)}${term.descending ? ' DESC' : ''}`).join(', ');
  const from = index === undefined ? quoted(table.name) : `${quoted(table.name)} INDEXED BY ${index}`;
  const select = `SELECT ${columns.map(quoted).join(', ')} FROM ${from} WHERE ${where.text} AND`;
  return {
    limit,
    sort,
    statements: rests.map((rest) => ({
      text: `${select} ${rest.text} ORDER BY ${order} LIMIT ?`,
      values: [...where.values, ...rest.values],
    })),
    cursorAfter: (key, row) =>
      encodeCursor(
        name,
        sort.map(({ column }) => (column === 'key' ? key : columnValue(row, column))),
      ),
  };
}

/** Rows were checked when they were written. */
const columnValue = (row: Row, column: string): string | number | null =>
  (row[column] ?? null) as string | number | null;

/** Checks the column of a sum. */
export function integerColumn(table: TableSchema, column: string): string {
  if (typeOf(table, column) !== 'integer') throw new InvalidQuery(`column ${column} cannot be summed`, 'column');
  return quoted(column);
}

/** Checks the column of a grouping. */
export function groupColumn(table: TableSchema, column: string): string {
  typeOf(table, column);
  return quoted(column);
}
