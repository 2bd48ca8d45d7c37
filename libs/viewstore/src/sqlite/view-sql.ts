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

/** What comes strictly after `value` in one column's order; nulls come first ascending and last descending. */
function after({ column, descending }: SortColumn, value: string | number | null): Sql {
  const name = quoted(column);
  if (value === null) return { text: descending ? '0' : `${name} IS NOT NULL`, values: [] };
  return { text: descending ? `(${name} < ? OR ${name} IS NULL)` : `${name} > ?`, values: [value] };
}

/** Rows after the cursor: after it in the first column, or equal there and after it in the second, and so on. */
function afterCursor(sort: readonly SortColumn[], at: CursorValues): Sql {
  const texts: string[] = [];
  const values: (string | number | null)[] = [];
  sort.forEach((term, depth) => {
    const later = after(term, at[depth] ?? null);
    const equals = sort.slice(0, depth).map((before) => `${quoted(before.column)} IS ?`);
    texts.push([...equals, later.text].join(' AND '));
    values.push(...at.slice(0, depth), ...later.values);
  });
  return { text: `(${texts.join(' OR ')})`, values };
}

/**
 * The rest after the cursor as one or two stretches of the first sort column, read in turn: each is a plain range, so that
 * SQLite begins in the middle of an index; a range or null in one expression would be scanned from the start.
 */
function stretches(sort: readonly SortColumn[], at: CursorValues): Sql[] {
  const [first] = sort as [SortColumn, ...SortColumn[]];
  const [value] = at as [string | number | null];
  const name = quoted(first.column);
  const rest = afterCursor(sort, at);
  if (value === null) {
    const nulls = { text: `${name} IS NULL AND ${rest.text}`, values: rest.values };
    return first.descending ? [nulls] : [nulls, { text: `${name} IS NOT NULL`, values: [] }];
  }
  const range = {
    text: `${name} ${first.descending ? '<=' : '>='} ? AND ${rest.text}`,
    values: [value, ...rest.values],
  };
  return first.descending && first.column !== 'key' ? [range, { text: `${name} IS NULL`, values: [] }] : [range];
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
  const where = whereSql(table, query.where);
  const rests: Sql[] =
    query.cursor === undefined ? [{ text: '1', values: [] }] : stretches(sort, decodeCursor(name, types, query.cursor));
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
