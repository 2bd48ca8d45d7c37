import type { SortColumn } from '../query/checked-query';
import { chooseIndex } from '../query/index-choice';
import type { Query, Row, TableSchema } from '../view-store.port';
import { compared, pageSql, type PageSql } from './view-sql';
import { indexName } from './view-tables';

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

/** @throws InvalidQuery 'index' when no index of the table gives the filtered rows in this order */
export function indexedPage(table: TableSchema, query: Query): IndexedPage {
  const { declared, sort, alternatives: given } = chooseIndex(table, query);
  const ordered = ['key', ...sort.map(({ column }) => column).filter((column) => column !== 'key')];
  const columns = given.length === 1 ? ['key', 'doc'] : ordered;
  const reads = { columns, index: indexName(table, declared) };
  const alternatives = given.map((each) => pageSql(table, { ...query, where: each }, reads));
  const [first] = alternatives;
  // A list without a value finds nothing; what is wrong with the query must be told all the same.
  const { limit, cursorAfter } = first ?? pageSql(table, { ...query, where: [] }, reads);
  return { limit, alternatives, compare: comparing(sort), cursorAfter };
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
