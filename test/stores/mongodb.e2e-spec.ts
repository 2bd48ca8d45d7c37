import path from 'node:path';
import type { SealedValue } from '@ledger/kernel';
import { runProgramme } from '@ledger/simulation';
import { projections } from '@ledger/views';
import { compareViews, openSqliteViewStore, rebuildBeside, rebuildViews } from '@ledger/viewstore';
import { MongoPlace } from '../doubles/mongodb/mongo-place';
import { OnMongo } from './on-mongo';

jest.setTimeout(240_000);

const LEARNERS = 40;
const auditor = { actor: { id: 'auditor-1', role: 'AUDITOR', unit: 'XC' }, purpose: 'inspect', fields: ['phone'] };

let mongo: MongoPlace;
let database: string;
let ledger: OnMongo;
const outcomes: Record<string, number> = {};

beforeAll(async () => {
  mongo = await MongoPlace.open();
  database = mongo.newDatabase();
  ledger = await OnMongo.open({ url: mongo.url, database });
  // Fails by itself where a command is not answered as the programme expects.
  await runProgramme({ learners: LEARNERS, seed: 7 }, async (step) => {
    const answer = await ledger.execute(step);
    outcomes[answer.outcome] = (outcomes[answer.outcome] ?? 0) + 1;
    return answer;
  });
  await ledger.settled();
});
afterAll(async () => {
  await ledger.close();
  await mongo.drop(database);
  await mongo.close();
});

describe('a whole programme with views and vault in MongoDB', () => {
  it('is answered as in a folder, command by command', () => {
    expect(outcomes['accepted']).toBeGreaterThan(400);
    expect(Object.keys(outcomes).toSorted()).toEqual(['accepted', 'refused']);
  });

  it('has the views that the same log gives in SQLite, and that a rebuild gives', async () => {
    const sqlite = openSqliteViewStore(path.join(ledger.folder, 'views-of-log'), { projections });
    await rebuildViews({ log: ledger.log, store: sqlite, projections });
    expect(await compareViews(sqlite, ledger.views, projections)).toEqual([]);
    const rebuilt = await rebuildBeside({ log: ledger.log, store: ledger.views, projections });
    expect(await compareViews(sqlite, rebuilt.store, projections)).toEqual([]);
    await rebuilt.abandon();
    sqlite.close();
  });

  it('has a journal whose chain holds, keys and documents without damage, and finds who has a phone', async () => {
    expect(await ledger.vault.verifyJournal()).toBeUndefined();
    expect(await ledger.vault.findDamage(10)).toEqual([]);
    const registered = ledger.log
      .readAll(0, ledger.log.head())
      .events.filter(({ type }) => type === 'PersonRegistered');
    expect(registered.length).toBeGreaterThan(10);
    const phones = registered.map(({ data }) => (data as { readonly phone: SealedValue }).phone);
    const texts = await ledger.vault.open(phones, auditor);
    for (const [at, { person }] of phones.entries()) {
      const { persons } = await ledger.vault.find([{ field: 'phone', value: texts[at] ?? '' }], auditor, 10);
      expect(persons.map((found) => found.person)).toContain(person);
    }
  });
});
