import type { Condition, Query, TableSchema } from '../view-store.port';
import { InvalidQuery } from '../view-store.port';
import { sortOf, type SortColumn } from './checked-query';

/** Each is a walk of its own. */
const MAX_ALTERNATIVES = 200;

/** The columns of a declared index: the key gives a page's whole order. */
export const indexColumns = (declared: readonly string[]): readonly string[] =>
  declared.includes('key') ? declared : [...declared, 'key'];

/** How an index gives a page. */
export interface IndexChoice {
  /** As the table declares it. */
  readonly declared: readonly string[];
  readonly sort: readonly SortColumn[];
  /** The conditions with one value for each leading column; none where a list has no value. */
  readonly alternatives: readonly (readonly Condition[])[];
}

/** @throws InvalidQuery 'index' when no index of the table gives the filtered rows in this order */
export function chooseIndex(table: TableSchema, { where = [], orderBy }: Query): IndexChoice {
  const sort = sortOf(table, orderBy);
  const declared = indexFor(table, where, sort);
  if (!declared) throw new InvalidQuery(`no index of table ${table.name} gives these rows in this order`, 'index');
  const columns = indexColumns(declared);
  const lead = new Set(columns.slice(0, columns.indexOf(sort[0]?.column ?? 'key')));
  return { declared, sort, alternatives: alternativesOf(where, lead) };
}

/** The index that leaves the least to look through. */
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
  for (const declared of table.indexes) {
    const lead = leadOf(indexColumns(declared), where, order);
    if (lead === undefined || lead <= longest) continue;
    best = declared;
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
