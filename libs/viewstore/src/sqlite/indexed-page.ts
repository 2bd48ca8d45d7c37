import type { Condition, Query, Row, TableSchema } from '../view-store.port';
import { InvalidQuery } from '../view-store.port';
import { compared, pageSql, sortOf, type PageSql, type SortColumn } from './view-sql';
import { indexColumns, indexName } from './view-tables';

/** A key and the values of the sort columns that are not the key. */
export type Found = readonly [key: string, ...values: (string | number | null)[]];

/** A page that an index gives. One alternative finds the rows themselves; of several, each finds keys in order, to be merged. */
export interface IndexedPage {
  readonly limit: number;
  readonly alternatives: readonly PageSql[];
  /** Negative where `a` comes first. */
  compare(a: Found, b: Found): number;
  cursorAfter(key: string, row: Row): string;
}

/** Each is a walk of its own. */
const MAX_ALTERNATIVES = 200;

/** @throws InvalidQuery 'index' when no index of the table gives the filtered rows in this order */
export function indexedPage(table: TableSchema, query: Query): IndexedPage {
  const { where = [] } = query;
  const sort = sortOf(table, query.orderBy);
  const index = indexFor(table, where, sort);
  if (!index) throw new InvalidQuery(`no index of table ${table.name} gives these rows in this order`, 'index');
  const lead = new Set(index.slice(0, index.indexOf(sort[0]?.column ?? 'key')));
  const given = alternativesOf(where, lead);
  const ordered = ['key', ...sort.map(({ column }) => column).filter((column) => column !== 'key')];
  const columns = given.length === 1 ? ['key', 'doc'] : ordered;
  const reads = { columns, index: indexName(table, declaredAs(table, index)) };
  const alternatives = given.map((each) => pageSql(table, { ...query, where: each }, reads));
  const [first] = alternatives;
  // A list without a value finds nothing; what is wrong with the query must be told all the same.
  const { limit, cursorAfter } = first ?? pageSql(table, { ...query, where: [] }, reads);
  return { limit, alternatives, compare: comparing(sort), cursorAfter };
}

const declaredAs = (table: TableSchema, index: readonly string[]): readonly string[] =>
  table.indexes.find((declared) => indexColumns(declared).join() === index.join()) ?? index;

/** The index that leaves the least to look through, as a list of its columns. */
function indexFor(
  table: TableSchema,
  where: readonly Condition[],
  sort: readonly SortColumn[],
): readonly string[] | undefined {
  const isOneWay = sort.every(({ descending }) => descending === sort[0]?.descending);
  if (!isOneWay) return undefined;
  const order = sort.map(({ column }) => column);
  let best: readonly string[] | undefined;
  let longest = -1;
  for (const index of table.indexes.map(indexColumns)) {
    const lead = leadOf(index, where, order);
    if (lead === undefined || lead <= longest) continue;
    best = index;
    longest = lead;
  }
  return best;
}

/** How many columns come before the order; undefined where the index does not give the query. */
function leadOf(index: readonly string[], where: readonly Condition[], order: readonly string[]): number | undefined {
  const keyAt = index.indexOf('key');
  const lead = index.slice(0, keyAt + 1 - order.length);
  if (index.slice(lead.length, keyAt + 1).join() !== order.join()) return undefined;
  const isValue = ({ column, is }: Condition, wanted: string): boolean => column === wanted && is !== undefined;
  if (!lead.every((column) => where.some((each) => isValue(each, column)))) return undefined;
  const within = new Set(index.slice(keyAt + 1));
  const fits = where.every(
    (each) =>
      lead.includes(each.column) ||
      within.has(each.column) ||
      each.column === 'key' ||
      (each.column === order[0] && each.is === undefined && each.has === undefined),
  );
  return fits ? lead.length : undefined;
}

/** Lists on leading columns taken apart: for one value of each the index is in order. */
function alternativesOf(where: readonly Condition[], lead: ReadonlySet<string>): readonly (readonly Condition[])[] {
  let found: readonly (readonly Condition[])[] = [[]];
  for (const condition of where) {
    const { column, is } = condition;
    const values = lead.has(column) && Array.isArray(is) ? [...new Set(is as readonly (string | number)[])] : undefined;
    const each = values ? values.map((value): Condition => ({ ...condition, is: value })) : [condition];
    found = found.flatMap((before) => each.map((one) => [...before, one]));
    if (found.length > MAX_ALTERNATIVES) throw new InvalidQuery(`more than ${MAX_ALTERNATIVES} alternatives`, 'value');
  }
  return found;
}

function comparing(sort: readonly SortColumn[]): (a: Found, b: Found) => number {
  const places = [...sort.filter(({ column }) => column !== 'key').map((_, i) => i + 1), 0];
  const sign = sort[0]?.descending ? -1 : 1;
  return (a, b) => {
    for (const place of places) {
      const order = compared(a[place] ?? null, b[place] ?? null);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
}
