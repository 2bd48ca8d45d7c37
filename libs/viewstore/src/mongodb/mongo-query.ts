import type { Document, Filter } from 'mongodb';
import type { CursorValues } from '../cursor';
import {
  checkedConditions,
  checkedLimit,
  checkedValue,
  cursorsOf,
  sortOf,
  typeOf,
  type SortColumn,
} from '../query/checked-query';
import { chooseIndex } from '../query/index-choice';
import type { Condition, Query, Row, TableSchema } from '../view-store.port';
import { indexName } from './generation';
import { fieldOf, type RowDocument } from './row-documents';

/** One page. The filters are run in turn until there are `limit` rows and one more, which tells whether there are others. */
export interface PageQuery {
  readonly limit: number;
  readonly filters: readonly Filter<RowDocument>[];
  readonly sort: Readonly<Record<string, 1 | -1>>;
  /** Name of the index that gives it, where that is not left to the server. */
  readonly hint?: string;
  cursorAfter(key: string, row: Row): string;
}

export function pageQuery(table: TableSchema, query: Query): PageQuery {
  const limit = checkedLimit(query);
  const sort = sortOf(table, query.orderBy);
  const cursors = cursorsOf(table, sort);
  const index = query.byIndex ? chooseIndex(table, query) : undefined;
  const where = conditionsOf(table, query.where);
  const rests = query.cursor === undefined ? [[]] : stretches(sort, cursors.read(query.cursor));
  return {
    limit,
    // A list without a value finds nothing, and would make no walk of the index.
    filters: index?.alternatives.length === 0 ? [] : rests.map((rest) => all([...where, ...rest])),
    sort: Object.fromEntries(sort.map(({ column, descending }) => [fieldOf(column), descending ? -1 : 1])),
    ...(index ? { hint: indexName(index.declared) } : {}),
    cursorAfter: cursors.after,
  };
}

/** The conditions as one filter. */
export const filterOf = (table: TableSchema, where?: readonly Condition[]): Filter<RowDocument> =>
  all(conditionsOf(table, where));

const all = (conditions: readonly Document[]): Filter<RowDocument> =>
  conditions.length === 0 ? {} : { $and: conditions as Filter<RowDocument>[] };

const conditionsOf = (table: TableSchema, where?: readonly Condition[]): Document[] =>
  checkedConditions(where).flatMap((condition) => conditionOf(table, condition));

function conditionOf(table: TableSchema, { column, is, atLeast, atMost, has }: Condition): Document[] {
  typeOf(table, column);
  const name = fieldOf(column);
  const found: Document[] = [];
  if (is === null) found.push({ [name]: null });
  else if (Array.isArray(is)) found.push({ [name]: { $in: is.map((value) => checkedValue(table, column, value)) } });
  else if (is !== undefined) found.push({ [name]: checkedValue(table, column, is) });
  if (atLeast !== undefined) found.push({ [name]: { $gte: checkedValue(table, column, atLeast) } });
  if (atMost !== undefined) found.push({ [name]: { $lte: checkedValue(table, column, atMost) } });
  if (has !== undefined) found.push({ [name]: { $regex: literally(String(checkedValue(table, column, has))) } });
  return found;
}

/** A pattern that stands for the text itself; a pattern cannot hold a zero byte, but its escape. */
const literally = (text: string): string =>
  text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`).replaceAll('\0', String.raw`\x00`);

/**
 * What comes after the cursor, as stretches that are read in turn: the same values and a later key, then a later value of the column
 * before, and so on. Each is a range of the index by itself; as one `$or` the server would look at rows that lie before.
 */
function stretches(sort: readonly SortColumn[], at: CursorValues): Document[][] {
  const found: Document[][] = [];
  for (let depth = sort.length - 1; depth >= 0; depth -= 1) {
    const equal = sort.slice(0, depth).map(({ column }, place) => ({ [fieldOf(column)]: at[place] ?? null }));
    for (const later of after(sort[depth] as SortColumn, at[depth] ?? null)) found.push([...equal, later]);
  }
  return found;
}

/** What comes strictly after `value` in one column's order; nulls come first ascending and last descending. */
function after({ column, type, descending }: SortColumn, value: string | number | null): Document[] {
  const name = fieldOf(column);
  // A comparison finds values of its own type only, so the lowest one stands for all that are not null.
  if (value === null) return descending ? [] : [{ [name]: { $gte: type === 'text' ? '' : Number.NEGATIVE_INFINITY } }];
  if (!descending) return [{ [name]: { $gt: value } }];
  return column === 'key' ? [{ [name]: { $lt: value } }] : [{ [name]: { $lt: value } }, { [name]: null }];
}
