import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import Database from 'better-sqlite3';
import { claims } from '../contract/store-under-test';
import { viewStoreContract } from '../contract/view-store.contract';
import { ViewsUnusable, type TableSchema } from '../view-store.port';
import { openSqliteViewStore } from './sqlite-view-store';
import { pageSql, type Sql } from './view-sql';

const newFolder = (): string => fs.mkdtempSync(path.join(os.tmpdir(), 'views-'));

viewStoreContract('SQLite', () => {
  const folder = newFolder();
  return {
    open: (projections) => openSqliteViewStore(folder, { projections }),
    reader: (projections) => openSqliteViewStore(folder, { projections, readonly: true }),
    cleanUp: () => fs.rmSync(folder, { recursive: true }),
  };
});

describe('the view files', () => {
  let folder: string;
  beforeEach(() => {
    folder = newFolder();
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const damage = (): void => {
    openSqliteViewStore(folder, { projections: [claims] }).close();
    fs.writeFileSync(
      path.join(folder, 'views.db'),
      'this is no database, but it is long enough to be looked at '.repeat(99),
    );
  };

  it('reports damaged views and says what to do, and makes them anew only when asked to', () => {
    damage();
    expect(() => openSqliteViewStore(folder, { projections: [claims] })).toThrow(ViewsUnusable);
    expect(() => openSqliteViewStore(folder, { projections: [claims] })).toThrow(/rebuild/);
    const store = openSqliteViewStore(folder, { projections: [claims], discardUnusable: true });
    expect(store.count('claims')).toBe(0);
    store.close();
  });

  it('tells a reader that there are no views yet', () => {
    expect(() => openSqliteViewStore(folder, { projections: [claims], readonly: true })).toThrow(ViewsUnusable);
  });

  it('reads a copy of the folder in which the link has become the file itself', () => {
    const store = openSqliteViewStore(folder, { projections: [claims] });
    store.transact((step) => step.put('claims', 'a', { unit: 'XC-WDQ' }));
    store.close();
    const copy = newFolder();
    fs.copyFileSync(path.join(folder, 'views.db'), path.join(copy, 'views.db'));
    const copied = openSqliteViewStore(copy, { projections: [claims] });
    expect(copied.get('claims', 'a')).toEqual({ key: 'a', unit: 'XC-WDQ' });
    copied.close();
    fs.rmSync(copy, { recursive: true });
  });

  it('keeps one generation only, whatever a rebuild that was cut off left behind', () => {
    const store = openSqliteViewStore(folder, { projections: [claims] });
    fs.writeFileSync(path.join(folder, 'views-000009.db'), 'half a rebuild');
    fs.writeFileSync(path.join(folder, 'views-000009.db.part1'), 'and its second part');
    store.close();
    openSqliteViewStore(folder, { projections: [claims] }).close();
    expect(fs.readdirSync(folder).toSorted()).toEqual(['views-000001.db', 'views.db']);
  });

  it.each([
    [['unit', 'since'], []],
    [['-unit', '-since'], []],
    [['-amountFen'], []],
    [['-since'], [{ column: 'unit', is: 'XC-WDQ' }]],
    [[], []],
  ])('walks a long table in the order %j by an index, from the cursor on, without sorting', (orderBy, where) => {
    const store = openSqliteViewStore(folder, { projections: [claims] });
    store.transact((step) => {
      for (let no = 0; no < 9; no += 1)
        step.put('claims', `${no}`, { unit: 'XC-WDQ', amountFen: no, since: `2020-03-0${no}` });
    });
    const { cursor } = store.find({ table: 'claims', orderBy, where, limit: 5 });
    store.close();
    const db = new Database(path.join(folder, 'views.db'));
    const [table] = claims.tables;
    const [{ text, values }] = pageSql(table as TableSchema, { table: 'claims', orderBy, where, limit: 5, cursor })
      .statements as [Sql];
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...values, 5) as { detail: string }[];
    db.close();
    expect(plan.map(({ detail }) => detail)).toEqual([expect.stringMatching(/^SEARCH claims USING INDEX/)]);
  });

  it.each([
    ['a table called like SQL', { name: 'a; DROP TABLE b', columns: {}, indexes: [] }],
    ['a column called key', { name: 'a', columns: { key: 'text' }, indexes: [] }],
    ['two columns that SQL cannot tell apart', { name: 'a', columns: { unit: 'text', Unit: 'text' }, indexes: [] }],
    ['an index on no column', { name: 'a', columns: {}, indexes: [['unit']] }],
  ] as const)('refuses %s', (_, table) => {
    expect(() => openSqliteViewStore(folder, { projections: [{ ...claims, tables: [table] }] })).toThrow(Error);
    expect(fs.existsSync(path.join(folder, 'views.db'))).toBe(false);
  });
});
