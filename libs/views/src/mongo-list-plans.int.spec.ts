import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteViewStore } from '@ledger/viewstore';
import { openMongoViewStore } from '@ledger/viewstore/mongodb/mongo-view-store';
import type { MongoViewStore, Page, Query, Row, SqliteViewStore, TableSchema, ViewReader } from '@ledger/viewstore';
import { fieldOf } from '@ledger/viewstore/mongodb/row-documents';
import { pageQuery } from '@ledger/viewstore/mongodb/mongo-query';
import { MongoClient, type Document } from 'mongodb';
import { MongoPlace } from '../../../test/doubles/mongodb/mongo-place';
import { BATCH_SORTS, searchBatches } from './batches/batches.query';
import { searchCases } from './cases/case-search.query';
import { searchClasses } from './classes/class-search.query';
import { searchOrganisations } from './organisations/organisations.query';
import { projections } from './projections';
import { searchPublicityLists } from './publicity/publicity-lists.query';
import { searchRefusals } from './refusals/refusals.query';

const folder = mkdtempSync(path.join(tmpdir(), 'mongo-plans-'));
let mongo: MongoPlace;
let client: MongoClient;
let database: string;
let views: MongoViewStore;
let sqlite: SqliteViewStore;

beforeAll(async () => {
  mongo = await MongoPlace.open();
  database = mongo.newDatabase();
  client = await MongoClient.connect(mongo.url);
  views = await openMongoViewStore({ url: mongo.url, database, projections });
  sqlite = openSqliteViewStore(folder, { projections });
});
afterAll(async () => {
  sqlite.close();
  await views.close();
  await mongo.drop(database);
  await client.close();
  await mongo.close();
  rmSync(folder, { recursive: true });
});

const tables = new Map(projections.flatMap((each) => each.tables.map((table) => [table.name, table] as const)));
const tableOf = (name: string): TableSchema => tables.get(name) as TableSchema;

const UNIT = 'XC-411002';
const DAY = '2020-06-01T00:00:00.000Z';

type Search = (reader: ViewReader) => unknown;
const lists: readonly (readonly [string, readonly Search[]])[] = [
  [
    'cases',
    [
      (reader) => searchCases(reader, {}),
      (reader) => searchCases(reader, { unit: UNIT, status: ['paid', 'owed', 'confirmed'], until: DAY }),
      (reader) => searchCases(reader, { unit: UNIT, status: ['paid'], sort: 'since' }),
      (reader) => searchCases(reader, { classId: 'c', status: ['paid', 'owed'], dueAtLeastFen: 3 }),
      (reader) => searchCases(reader, { institution: 'i', flag: 'WORK_TYPE', sort: 'since' }),
      (reader) => searchCases(reader, { person: 'p', unit: UNIT }),
      (reader) => searchCases(reader, { flag: 'WORK_TYPE', unit: UNIT }),
      (reader) => searchCases(reader, { dueAtLeastFen: 2 }),
    ],
  ],
  [
    'classes',
    [
      (reader) => searchClasses(reader, { unit: UNIT, status: ['started', 'closed'] }),
      (reader) => searchClasses(reader, { institution: 'i', projectId: 'p' }),
    ],
  ],
  ['organisations', [(reader) => searchOrganisations(reader, { name: 'n', unit: UNIT })]],
  ['batches', BATCH_SORTS.map((sort) => (reader: ViewReader) => searchBatches(reader, { unit: UNIT, sort }))],
  ['publicity lists', [(reader) => searchPublicityLists(reader, { unit: UNIT, status: ['open', 'closed'] })]],
  [
    'refusals',
    [
      (reader) => searchRefusals(reader, { rule: 'r', since: DAY, unit: UNIT }),
      (reader) => searchRefusals(reader, { actorId: 'a', command: 'c' }),
    ],
  ],
];

async function askedBy(search: Search): Promise<Query> {
  const asked: Query[] = [];
  const find = (query: Query): Page<Row> => {
    asked.push(query);
    return { rows: [] };
  };
  // Lists use nothing else of a reader.
  await search({ find } as unknown as ViewReader);
  const [query] = asked;
  if (!query) throw new Error('a list is a query');
  return query;
}

const ROWS = 400;

/** Rows of which the queries find some: each column has a value that is asked for, or one beside it, or none. */
function rowsFor(table: TableSchema, queries: readonly Query[]): [string, Row][] {
  const pools = new Map<string, (string | number | null)[]>();
  for (const [column, type] of Object.entries(table.columns))
    pools.set(column, type === 'text' ? ['~', null] : [1, 5, null]);
  for (const { column, is, atLeast, atMost, has } of queries.flatMap(({ where }) => where ?? [])) {
    const values = [is, atLeast, atMost, has && `|x${has}`].flat().filter((value) => value !== undefined);
    for (const value of values) if (column !== 'key') pools.get(column)?.unshift(value, value);
  }
  let drawn = 7;
  const draw = (below: number): number => {
    drawn = (drawn * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((drawn / 2_147_483_648) * below);
  };
  return Array.from({ length: ROWS }, (_, no) => {
    const row = Object.fromEntries([...pools].map(([column, pool]) => [column, pool[draw(pool.length)] ?? null]));
    return [`k${String(no).padStart(3, '0')}`, row];
  });
}

/** What the server says of every question that a page takes. */
async function plansOf(query: Query): Promise<Document[]> {
  const table = tableOf(query.table);
  const { stretches, hint, limit } = pageQuery(table, query);
  const rows = client.db(database).collection(`views1_${table.name}`);
  return Promise.all(
    stretches.map(({ filter, sort }) =>
      rows.find(filter as Document, { sort, hint, limit: limit + 1 }).explain('executionStats'),
    ),
  );
}

function stagesOf(stage: Document): Document[] {
  const inner = [stage['inputStage'], ...((stage['inputStages'] ?? []) as Document[])] as (Document | undefined)[];
  return [stage, ...inner.flatMap((each) => (each ? stagesOf(each) : []))];
}

function expectWalk(plan: Document, query: Query): void {
  const { queryPlanner, executionStats } = plan as {
    queryPlanner: { winningPlan: Document };
    executionStats: { nReturned: number; totalDocsExamined: number };
  };
  const stages = stagesOf(queryPlanner.winningPlan);
  const names = new Set(stages.map(({ stage }) => stage as string));
  expect([...names].filter((name) => !['LIMIT', 'FETCH', 'SORT_MERGE', 'IXSCAN'].includes(name))).toEqual([]);
  // Everything is judged on the entry of the index: nothing is left to be judged on the row.
  expect(stages.filter(({ stage, filter }) => stage === 'FETCH' && filter !== undefined)).toEqual([]);
  const scans = stages.filter(({ stage }) => stage === 'IXSCAN');
  expect(scans).not.toEqual([]);
  for (const { keyPattern } of scans) {
    for (const { column } of query.where ?? []) expect(Object.keys(keyPattern as Document)).toContain(fieldOf(column));
  }
  expect(executionStats.totalDocsExamined).toBe(executionStats.nReturned);
}

describe('a page of a list in MongoDB', () => {
  it.each(lists)(
    'of %s walks its index, sorts nothing, and reads no row that it does not give',
    async (_, searches) => {
      const queries = await Promise.all(searches.map(askedBy));
      const [first] = queries as [Query, ...Query[]];
      const rows = rowsFor(tableOf(first.table), queries);
      await views.transact((step) => rows.forEach(([key, row]) => step.put(first.table, key, row)));
      sqlite.transact((step) => rows.forEach(([key, row]) => step.put(first.table, key, row)));
      for (const asked of queries) {
        let cursor: string | undefined;
        let pages = 0;
        do {
          const query: Query = { ...asked, limit: 5, cursor };
          for (const plan of await plansOf(query)) expectWalk(plan, query);
          const page = await views.find(query);
          expect(page).toEqual(sqlite.find(query));
          ({ cursor } = page);
          pages += 1;
        } while (cursor !== undefined && pages < 8);
        expect(pages).toBeGreaterThan(1);
      }
    },
  );
});
