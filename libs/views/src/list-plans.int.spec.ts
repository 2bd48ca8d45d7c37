import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  InvalidQuery,
  openSqliteViewStore,
  type Query,
  type Row,
  type TableSchema,
  type ViewReader,
} from '@ledger/viewstore';
import { indexedPage } from '@ledger/viewstore/sqlite/indexed-page';
import Database from 'better-sqlite3';
import { BATCH_SORTS, searchBatches } from './batches/batches.query';
import { CASE_SORTS, searchCases, type CaseSearch } from './cases/case-search.query';
import { CLASS_SORTS, searchClasses } from './classes/class-search.query';
import { ORGANISATION_SORTS, searchOrganisations } from './organisations/organisations.query';
import { projections } from './projections';
import { PUBLICITY_SORTS, searchPublicityLists } from './publicity/publicity-lists.query';
import { REFUSAL_SORTS, searchRefusals } from './refusals/refusals.query';

const folder = mkdtempSync(path.join(tmpdir(), 'plans-'));
let db: Database.Database;
beforeAll(() => {
  openSqliteViewStore(folder, { projections }).close();
  db = new Database(path.join(folder, 'views.db'), { readonly: true });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const tables = new Map(projections.flatMap((each) => each.tables.map((table) => [table.name, table] as const)));

/** Every choice of some of the filters, each with one of its values. */
function choices(filters: Readonly<Record<string, readonly unknown[]>>): Record<string, unknown>[] {
  let found: Record<string, unknown>[] = [{}];
  for (const [name, values] of Object.entries(filters))
    found = found.flatMap((each) => [each, ...values.map((value) => ({ ...each, [name]: value }))]);
  return found;
}

/** How SQLite keeps the alternatives that are bound to a statement; no row of a table is in it. */
const OF_A_BOUND_LIST = /^(LIST SUBQUERY|SCAN json_each|CREATE BLOOM FILTER)/;

/** What a list asks the store for. */
async function askedBy(search: (views: ViewReader) => unknown): Promise<Query> {
  const asked: Query[] = [];
  const find = (query: Query) => {
    asked.push(query);
    return { rows: [] };
  };
  // Lists use nothing else of a reader.
  await search({ find } as unknown as ViewReader);
  const [query] = asked;
  if (!query || asked.length > 1) throw new Error('a list is one query');
  return query;
}

/** Whether an index gives it; if so, the plan is one walk of that index for each alternative, and nothing else. */
function isWalkOfAnIndex(query: Query): boolean {
  const table = tables.get(query.table) as TableSchema;
  let page;
  try {
    page = indexedPage(table, query);
  } catch (error) {
    if (error instanceof InvalidQuery && error.part === 'index') return false;
    throw error;
  }
  for (const { statements } of page.alternatives) {
    for (const { text, values } of statements) {
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values, 51) as { detail: string }[];
      const details = plan.map(({ detail }) => detail).filter((detail) => !OF_A_BOUND_LIST.test(detail));
      expect(details).toEqual([expect.stringMatching(/^(SEARCH|SCAN) \w+ USING (COVERING )?INDEX /)]);
      const [, name = ''] = /INDEX (\S+)/.exec(details[0] ?? '') ?? [];
      const held = db.pragma(`index_info("${name}")`) as { name: string }[];
      // Judged on the entry of the index: a row that does not fit is never read.
      const columns = new Set(held.map((column) => column.name));
      for (const { column } of query.where ?? []) expect(columns).toContain(column);
      // In the middle of the rows that share a value it begins right after the cursor, not with the first of them.
      const begins = query.cursor !== undefined && text === statements[0]?.text ? /\bkey[<>]\?/ : /INDEX/;
      expect(details[0]).toMatch(begins);
    }
  }
  const cursor = page.cursorAfter('case-1', anyRow(table));
  return query.cursor !== undefined || isWalkOfAnIndex({ ...query, cursor });
}

const anyRow = ({ columns }: TableSchema): Row =>
  Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, type === 'text' ? '2020-06-01' : 1]));

const UNIT = 'XC-411002';
const [EARLY, LATE] = ['2020-01-01T00:00:00.000Z', '2020-12-31T00:00:00.000Z'];

describe('a page of a list', () => {
  it('of cases is a walk of an index that judges every filter, in every combination that is not refused', async () => {
    const filters = choices({
      classId: ['c'],
      institution: ['i'],
      person: ['p'],
      unit: [UNIT],
      status: [['paid'], ['paid', 'owed', 'confirmed']],
      flag: ['WORK_TYPE'],
      dueAtLeastFen: [1],
      until: [LATE],
    }) as CaseSearch[];
    let offered = 0;
    for (const filter of filters) {
      for (const sort of [undefined, ...CASE_SORTS]) {
        const { classId, institution, person, status, flag, dueAtLeastFen, until } = filter;
        const isNarrow = (classId ?? institution ?? person ?? flag) !== undefined;
        const byAmount = sort === undefined ? !isNarrow && dueAtLeastFen !== undefined : sort.endsWith('dueFen');
        const isOffered = byAmount
          ? !isNarrow && status === undefined && until === undefined
          : isNarrow || dueAtLeastFen === undefined;
        const query = await askedBy((views) => searchCases(views, { ...filter, sort }));
        expect([filter, sort, isWalkOfAnIndex(query)]).toEqual([filter, sort, isOffered]);
        offered += Number(isOffered);
      }
    }
    expect(offered).toBeGreaterThan(1_000);
  });

  const status = [['open'], ['open', 'closed']];
  it.each([
    [
      'classes',
      { institution: ['i'], evaluator: ['e'], unit: [UNIT], projectId: ['p'], status, startsFrom: ['2020-01-01'] },
      CLASS_SORTS,
      searchClasses,
    ],
    ['organisations', { name: ['n'], unit: [UNIT] }, ORGANISATION_SORTS, searchOrganisations],
    ['batches', { unit: [UNIT], status }, BATCH_SORTS, searchBatches],
    ['publicity lists', { unit: [UNIT], status }, PUBLICITY_SORTS, searchPublicityLists],
    [
      'refusals',
      { rule: ['r'], since: [EARLY], until: [LATE], command: ['c'], target: ['t'], actorId: ['a'], unit: [UNIT] },
      REFUSAL_SORTS,
      searchRefusals,
    ],
  ])('of %s is one in every combination', async (_, filters, sorts, search) => {
    for (const filter of choices(filters)) {
      for (const sort of [undefined, ...sorts]) {
        // The filters are of the list's own search; the table above pairs them.
        const query = await askedBy((views) => search(views, { ...filter, sort } as never));
        expect([filter, sort, isWalkOfAnIndex(query)]).toEqual([filter, sort, true]);
      }
    }
  });
});
