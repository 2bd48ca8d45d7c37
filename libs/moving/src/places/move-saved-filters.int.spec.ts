import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allSqliteSavedFilters, openSqliteSavedFilters, type SavedFilter } from '@ledger/saved-filters';
import { MongoPlace } from '../../../../test/doubles/mongodb/mongo-place';
import { moveSavedFilters } from './move-saved-filters';

let mongo: MongoPlace;
let work: string;
beforeAll(async () => {
  mongo = await MongoPlace.open();
  work = mkdtempSync(join(tmpdir(), 'move-filters-'));
});
afterAll(async () => {
  await mongo.close();
  rmSync(work, { recursive: true });
});

const filter = (name: string): SavedFilter => ({
  name,
  question: 'cases',
  filters: { step: 'FIRST_REVIEW', amountFen: 120_000 },
  savedAt: '2021-01-01T00:00:00.000Z',
});

describe('moving what people have saved', () => {
  it('keeps whose each is, to a database and back, and may be done twice', async () => {
    const [from, back, none] = ['from', 'back', 'none'].map((name) => ({ folder: join(work, name) }));
    const kept = openSqliteSavedFilters(from!.folder);
    for (const [owner, name] of [
      ['reviewer-1', '待办'],
      ['reviewer-1', '待付'],
      ['auditor-1', '待办'],
    ] as const)
      kept.save(owner, filter(name), 10);
    kept.close();
    const place = { url: mongo.url, database: mongo.newDatabase() };
    expect(await moveSavedFilters(from!, place)).toBe(3);
    expect(await moveSavedFilters(from!, place)).toBe(3);
    expect(await moveSavedFilters(place, back!)).toBe(3);
    const all = [...allSqliteSavedFilters(back!.folder)];
    expect(all).toEqual([...allSqliteSavedFilters(from!.folder)]);
    expect(all.map(({ owner, filter: { name } }) => `${owner} ${name}`).toSorted()).toEqual([
      'auditor-1 待办',
      'reviewer-1 待付',
      'reviewer-1 待办',
    ]);
    expect(await moveSavedFilters(none!, place)).toBe(0);
    await mongo.drop(place.database);
  });
});
