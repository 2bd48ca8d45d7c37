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

/** A part of a page, in its order. */
interface Stretch {
  readonly filter: Filter<RowDocument>;
  readonly sort: Readonly<Record<string, 1 | -1>>;
}

/** One page. The stretches are read in turn until there are `limit` rows and one more, which tells whether there are others. */
export interface PageQuery {
  readonly limit: number;
  readonly stretches: readonly Stretch[];
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
  const rests =
    query.cursor === undefined ? [{ conditions: [], sort }] : rest(sort, cursors.read(query.cursor), query.where);
  return {
    limit,
    // A list without a value finds nothing, and would make no walk of the index.
    stretches:
      index?.alternatives.length === 0
        ? []
        : rests.map((each) => ({ filter: all([...where, ...each.conditions]), sort: sortDocument(each.sort) })),
    ...(index ? { hint: indexName(index.declared) } : {}),
    cursorAfter: cursors.after,
  };
}

const sortDocument = (sort: readonly SortColumn[]): Record<string, 1 | -1> =>
  Object.fromEntries(sort.map(({ column, descending }) => [fieldOf(column), descending ? -1 : 1]));

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

/** The rest of an order from the cursor on: what it asks of the rows, and by what they still differ. */
interface Rest {
  readonly conditions: readonly Document[];
  readonly sort: readonly SortColumn[];
}

/**
 * What comes after the cursor, as stretches that are read in turn: the same values and a later key, then a later value of the column
 * before, and so on. Each is a range of the index by itself; as one `$or` the server would look at rows that lie before. Columns of one
 * value are left out of its order, or the server could not merge the walks of several alternatives (explodeForSort).
 */
function rest(sort: readonly SortColumn[], at: CursorValues, where: readonly Condition[] = []): Rest[] {
  // No value fits neither a value nor a bound.
  const valued = new Set(where.filter(({ is }) => is !== null).map(({ column }) => column));
  const found: Rest[] = [];
  for (let depth = sort.length - 1; depth >= 0; depth -= 1) {
    const equal = sort.slice(0, depth).map(({ column }, place) => ({ [fieldOf(column)]: at[place] ?? null }));
    const term = sort[depth] as SortColumn;
    for (const { condition, isOneValue } of after(term, at[depth] ?? null)) {
      if (isOneValue && valued.has(term.column)) continue;
      found.push({ conditions: [...equal, condition], sort: sort.slice(isOneValue ? depth + 1 : depth) });
    }
  }
  return found;
}

/** What comes strictly after `value` in one column's order; nulls come first ascending and last descending. */
function after(
  { column, type, descending }: SortColumn,
  value: string | number | null,
): { readonly condition: Document; readonly isOneValue: boolean }[] {
  const name = fieldOf(column);
  const range = (condition: Document) => ({ condition: { [name]: condition }, isOneValue: false });
  // A comparison finds values of its own type only, so the lowest one stands for all that are not null.
  if (value === null) return descending ? [] : [range({ $gte: type === 'text' ? '' : Number.NEGATIVE_INFINITY })];
  if (!descending) return [range({ $gt: value })];
  const lower = range({ $lt: value });
  return column === 'key' ? [lower] : [lower, { condition: { [name]: null }, isOneValue: true }];
}
