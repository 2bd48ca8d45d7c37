import type { CursorValues } from '../cursor';
import {
  checkedConditions,
  checkedLimit,
  checkedValue as checked,
  cursorsOf,
  sortOf,
  summable,
  typeOf,
  type SortColumn,
} from '../query/checked-query';
import type { Condition, Query, Row, TableSchema } from '../view-store.port';

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

/** Declared identifiers only get here; quoting keeps SQL's own words usable as names. */
export const quoted = (name: string): string => `"${name}"`;

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
  const parts = checkedConditions(where).map((condition) => conditionSql(table, condition));
  return {
    text: parts.map((part) => part.text).join(' AND ') || '1',
    values: parts.flatMap((part) => part.values),
  };
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
  const limit = checkedLimit(query);
  const sort = sortOf(table, query.orderBy);
  const cursors = cursorsOf(table, sort);
  const where = whereSql(table, query.where);
  const rests: Sql[] =
    query.cursor === undefined ? [{ text: '1', values: [] }] : stretches(sort, cursors.read(query.cursor));
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
    cursorAfter: cursors.after,
  };
}

/** Checks the column of a sum. */
export const integerColumn = (table: TableSchema, column: string): string => quoted(summable(table, column));

/** Checks the column of a grouping. */
export function groupColumn(table: TableSchema, column: string): string {
  typeOf(table, column);
  return quoted(column);
}
