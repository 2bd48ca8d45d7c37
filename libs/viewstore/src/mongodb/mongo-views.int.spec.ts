import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openMongoLeases, type Leases } from '@ledger/leases';
import { MongoClient, type Db } from 'mongodb';
import { MongoPlace, onDouble } from '../../../../test/doubles/mongodb/mongo-place';
import { compareViews } from '../compare-views';
import { claim, claims, parked } from '../contract/store-under-test';
import { Projector } from '../projector';
import { rebuildBeside, rebuildViews } from '../rebuild';
import { openPart } from '../rebuild/load-here';
import { ArrayLog } from '../testing/array-log';
import { inWorkers } from '../testing/in-workers';
import { sampleHistory } from '../testing/sample-history';
import { samples } from '../testing/sample-projections';
import { ViewsFenced, ViewsOvertaken, ViewsUnusable, type Projection, type Row } from '../view-store.port';
import { openMongoViewStore, type MongoViewStore, type MongoViewStoreOptions } from './mongo-view-store';

let mongo: MongoPlace;
let database: string;
let db: Db;
let client: MongoClient;
const stores: MongoViewStore[] = [];

beforeAll(async () => {
  mongo = await MongoPlace.open();
  client = await MongoClient.connect(mongo.url);
});
beforeEach(() => {
  database = mongo.newDatabase();
  db = client.db(database);
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  mongo.double?.faults.clear();
  await mongo.drop(database);
});
afterAll(async () => {
  await client.close();
  await mongo.close();
});

async function open(
  projections: readonly Projection[] = [claims],
  more: Partial<MongoViewStoreOptions> = {},
): Promise<MongoViewStore> {
  const store = await openMongoViewStore({ url: mongo.url, database, projections, ...more });
  stores.push(store);
  return store;
}

function faulty() {
  if (!mongo.double) throw new Error('only the double has faults');
  return mongo.double;
}

const collections = async (): Promise<string[]> =>
  (await db.listCollections().toArray()).map(({ name }) => name).toSorted();

describe('rows in MongoDB', () => {
  it.each<[string, Row]>([
    ['the greatest amount', { unit: 'U1', amountFen: Number.MAX_SAFE_INTEGER, nested: [Number.MAX_SAFE_INTEGER] }],
    ['a negative amount beyond 32 bits', { amountFen: -5_000_000_000 }],
    ['nothing beside what is not there', { unit: null, since: null, nested: { gone: null } }],
    ['names with dots and dollars', { unit: 'U1', 'a.b': 1, $set: { $inc: { 'x.y': 2 } }, _id: 'mine' }],
    ['a lone half of a character', { learner: '\ud83d', text: '\0' }],
  ])('come back as they were put: %s', async (_, row) => {
    const store = await open();
    await store.transact((step) => step.put('claims', 'k', row));
    expect(await store.get('claims', 'k')).toStrictEqual({ ...row, key: 'k' });
    const { rows } = await store.find({ table: 'claims' });
    expect(rows).toStrictEqual([{ ...row, key: 'k' }]);
  });

  it('are told apart by null and absent of a column alike', async () => {
    const store = await open();
    await store.transact((step) => {
      step.put('claims', 'a', { unit: null });
      step.put('claims', 'b', {});
    });
    expect(await store.count('claims', [{ column: 'unit', is: null }])).toBe(2);
    expect(await store.sum('claims', 'amountFen')).toBe(0);
  });

  it('has a part of a text taken as it is written, not as a pattern', async () => {
    const store = await open();
    await store.transact((step) => {
      ['a.c', 'abc', 'a\\Qx', '(a|b)*', 'zero\0z'].forEach((unit) => step.put('claims', unit, { unit }));
    });
    const holding = async (has: string): Promise<string[]> =>
      (await store.find({ table: 'claims', where: [{ column: 'unit', has }] })).rows.map(({ key }) => key);
    expect(await holding('a.c')).toEqual(['a.c']);
    expect(await holding('\\Q')).toEqual(['a\\Qx']);
    expect(await holding('|b)*')).toEqual(['(a|b)*']);
    expect(await holding('o\0z')).toEqual(['zero\0z']);
    expect(await holding('')).toHaveLength(5);
  });
});

describe('the collections', () => {
  it('are made once, recorded as migrations, and made up for a table that is new', async () => {
    await open();
    const before = await db.collection('migrations').countDocuments();
    await open();
    expect(await db.collection('migrations').countDocuments()).toBe(before);
    await open([claims, ...samples]);
    expect(await db.collection('migrations').countDocuments()).toBe(before + 1);
    expect(Object.keys(await db.collection('views1_cases').indexInformation())).toEqual(['_id_', 'step.amountFen.key']);
  });

  it('are there for a reader only when a writer has made them, and in a format that it knows', async () => {
    await expect(open([claims], { readonly: true })).rejects.toThrow(ViewsUnusable);
    await open();
    await db.collection<{ _id: string }>('views').updateOne({ _id: 'current' }, { $set: { format: 2 } });
    await expect(open()).rejects.toThrow(/format 2/);
  });

  it('of one generation before are kept for readers until the next rebuild, older ones are not', async () => {
    const log = new ArrayLog();
    log.append(...sampleHistory(5));
    const store = await open(samples);
    await rebuildViews({ log, store, projections: samples });
    expect((await collections()).filter((name) => name.endsWith('_cases'))).toEqual(['views1_cases', 'views2_cases']);
    await rebuildViews({ log, store, projections: samples });
    expect((await collections()).filter((name) => name.endsWith('_cases'))).toEqual(['views2_cases', 'views3_cases']);
    expect(await db.collection<{ _id: string }>('migrations').countDocuments({ _id: /^views-1\// })).toBe(0);
  });
});

describe('the views of a log in MongoDB', () => {
  let log: ArrayLog;
  beforeEach(() => {
    log = new ArrayLog();
    log.append(...sampleHistory(120));
    log.append({ stream: 'case-7', type: 'Paid', data: { poison: 'cases' } });
  });

  it('that followed it equal those made anew, written early and read again', async () => {
    const store = await open(samples);
    const projector = new Projector({ log, store, projections: samples });
    await projector.start();
    await projector.waitFor(log.append({ stream: 'case-new', type: 'Opened', data: { amountFen: 1 } }), 25_000);
    await projector.close();
    const rebuilt = await rebuildBeside({ log, store, projections: samples, maxChangedRows: 20 });
    expect(await compareViews(store, rebuilt.store, samples)).toEqual([]);
    expect(await store.parked()).toMatchObject([{ stream: 'case-7', failed: true }]);
    await rebuilt.switchTo();
    expect(await store.count('cases')).toBeGreaterThan(100);
  });

  onDouble('go on after connections were cut and answers lost, each event counted once', async () => {
    const double = faulty();
    const store = await open(samples);
    double.faults.add({ commands: ['commitTransaction'], harm: { kind: 'cut', when: 'after' } });
    double.faults.add({
      commands: ['update'],
      collection: 'views1_totals',
      harm: { kind: 'error', code: 112, labels: ['TransientTransactionError'] },
    });
    const projector = new Projector({ log, store, projections: samples });
    await projector.start();
    await projector.waitFor(log.head(), 20_000);
    await projector.close();
    expect(double.faults.waiting).toBe(0);
    const rebuilt = await rebuildBeside({ log, store, projections: samples });
    expect(await compareViews(store, rebuilt.store, samples)).toEqual([]);
  });

  it('are made by two worker threads side by side as by one', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'mongo-views-'));
    const file = path.join(folder, 'log.json');
    log.save(file);
    const views = { url: mongo.url, database };
    const job = { views, log: { file }, module: 'sample-rebuild.worker.js', count: 2, maxChangedRows: 50 };
    expect(await inWorkers(job)).toMatchObject({ position: log.head(), phases: ['fold', 'index'] });
    rmSync(folder, { recursive: true });
    const store = await open(samples);
    const rebuilt = await rebuildBeside({ log, store, projections: samples });
    expect(await compareViews(store, rebuilt.store, samples)).toEqual([]);
    expect(await store.count('cases')).toBeGreaterThan(100);
  });

  it('names a projection whose parts wrote the same row', async () => {
    const store = await open();
    const shadow = await store.shadow(2);
    const [first, second] = shadow.parts.map((ref) => openPart(ref, [claims]));
    await first?.write('claims', [{ key: 'k', row: claim('U1', 1) }]);
    const writing = async () => second?.write('claims', [{ key: 'k', row: claim('U2', 2) }]);
    await expect(writing()).rejects.toThrow(/two parts wrote the same row of claims/);
    await Promise.all([first?.finish(), second?.finish()]);
    await shadow.abandon();
    expect((await collections()).filter((name) => name.startsWith('views2'))).toEqual([]);
  });
});

describe('a step', () => {
  const step = (store: MongoViewStore, position: number) =>
    store.transact((views) => {
      views.put('claims', 'a', claim('U1', position));
      views.checkpoint(claims, position);
      views.park(parked(position));
    });

  onDouble('whose commit was answered to nobody has happened once', async () => {
    const double = faulty();
    const store = await open();
    await step(store, 1);
    for (const when of ['before', 'after'] as const) {
      double.faults.add({ commands: ['commitTransaction'], harm: { kind: 'cut', when } });
      await step(store, when === 'before' ? 2 : 3);
    }
    expect(await store.status()).toMatchObject([{ checkpoint: 3, parked: 3 }]);
  });

  onDouble('waits for an election to end', async () => {
    const double = faulty();
    const store = await open();
    double.election(50);
    await step(store, 1);
    expect(await store.get('claims', 'a')).toMatchObject({ amountFen: 1 });
  });

  onDouble('that meets conflict after conflict is given up, and has left nothing', async () => {
    const double = faulty();
    const store = await open();
    double.faults.add({
      commands: ['update'],
      times: 99,
      harm: { kind: 'error', code: 112, labels: ['TransientTransactionError'] },
    });
    await expect(step(store, 1)).rejects.toMatchObject({ code: 112 });
    double.faults.clear();
    expect(await store.count('claims')).toBe(0);
    expect(await store.status()).toEqual([]);
  });
});

describe('a writer without a lease', () => {
  const move = (store: MongoViewStore, position: number) =>
    store.transact((step) => {
      step.put('claims', 'a', claim('U1', position));
      step.checkpoint(claims, position);
    });

  it('writes nothing more once another process has moved the views on', async () => {
    const [one, other] = [await open(), await open()];
    await move(one, 1);
    await other.status();
    await move(one, 2);
    await expect(move(other, 2)).rejects.toThrow(ViewsOvertaken);
    await move(one, 3);
    expect(await other.status()).toMatchObject([{ checkpoint: 3 }]);
    expect(await one.get('claims', 'a')).toMatchObject({ amountFen: 3 });
  });

  onDouble('does not go on from where a server that is behind says that the views are', async () => {
    const before = await open();
    await move(before, 1);
    faulty().staleReads(true);
    await move(before, 2);
    const after = await open();
    expect(await after.status()).toMatchObject([{ checkpoint: 1 }]);
    faulty().staleReads(false);
    await expect(move(after, 2)).rejects.toThrow(ViewsOvertaken);
    expect(await before.status()).toMatchObject([{ checkpoint: 2 }]);
  });
});

describe('a writer with a lease', () => {
  const LONG = 60_000;
  let leases: Leases;
  beforeEach(async () => {
    leases = await openMongoLeases({ url: mongo.url, database });
  });
  afterEach(async () => leases.close());

  const writer = async (owner: string, ttlMs = LONG): Promise<MongoViewStore> => {
    const lease = await leases.acquire('views', owner, ttlMs);
    if (!lease) throw new Error(`${owner} has no lease`);
    return open([claims], { fence: lease });
  };
  const put = (store: MongoViewStore, unit: string) =>
    store.transact((step) => step.put('claims', unit, claim(unit, 1)));

  it('writes until another has taken the lease, and then neither a step nor a switch', async () => {
    const old = await writer('a', 0);
    await put(old, 'before');
    const shadow = await old.shadow(1);
    const next = await writer('b');
    await expect(put(old, 'late')).rejects.toThrow(ViewsFenced);
    await expect(shadow.switchTo()).rejects.toThrow(ViewsFenced);
    await put(next, 'after');
    expect((await next.find({ table: 'claims' })).rows.map(({ key }) => key)).toEqual(['after', 'before']);
  });

  it('has written before the lease changed hands, or not at all: never after the next has looked', async () => {
    const old = await writer('a', 0);
    const [written, next] = await Promise.allSettled([put(old, 'x'), writer('b')]);
    if (next.status === 'rejected') throw next.reason;
    const found = await next.value.count('claims');
    await expect(put(old, 'y')).rejects.toThrow(ViewsFenced);
    expect(await next.value.count('claims')).toBe(found);
    expect([written.status, found]).toEqual(written.status === 'fulfilled' ? ['fulfilled', 1] : ['rejected', 0]);
  });
});
