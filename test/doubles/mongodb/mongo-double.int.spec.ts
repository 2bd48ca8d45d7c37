import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MongoClient, MongoServerError, ObjectId, type Collection, type Db, type Document, type Filter } from 'mongodb';
import { controlServer } from './faults/control-server';
import { MongoDouble } from './mongo-double';

let double: MongoDouble;
let client: MongoClient;
let db: Db;

interface Thing {
  _id: number;
  n?: number;
  m?: number;
  list?: number[];
  text?: string;
  even?: boolean;
  value?: unknown;
  kind?: string | null;
  seen?: boolean;
  first?: boolean;
  person?: string;
  generation?: number;
  whole?: string;
}
let things: Collection<Thing>;

beforeEach(async () => {
  double = await MongoDouble.start();
  client = await MongoClient.connect(double.url, { heartbeatFrequencyMS: 500 });
  db = client.db('town');
  things = db.collection('things');
});
afterEach(async () => {
  await client.close();
  await double.close();
});

const numbered = (count: number): { _id: number; even: boolean; text: string }[] =>
  Array.from({ length: count }, (_, no) => ({ _id: no, even: no % 2 === 0, text: `t${no % 10}` }));

describe('the double, asked by the official driver', () => {
  it('is a replica set of one with a primary', async () => {
    expect(await db.command({ hello: 1 })).toMatchObject({ isWritablePrimary: true, setName: 'rs0' });
    expect(await db.command({ ping: 1 })).toMatchObject({ ok: 1 });
    await expect(db.command({ fly: 1 })).rejects.toMatchObject({ code: 59, codeName: 'CommandNotFound' });
  });

  it('gives what is found in batches, and forgets a cursor that is closed', async () => {
    await things.insertMany(numbered(1_000));
    const cursor = things.find({}, { batchSize: 100, sort: { _id: 1 } });
    const seen: unknown[] = [];
    for await (const { _id } of cursor) seen.push(_id);
    expect(seen).toEqual(numbered(1_000).map(({ _id }) => _id));
    expect(double.commands['getMore']).toBeGreaterThanOrEqual(9);
    const left = things.find({}, { batchSize: 2 });
    await left.next();
    expect(double.openCursors).toBe(1);
    await left.close();
    expect(double.openCursors).toBe(0);
  });

  it('updates by operators, by pipeline, whole, many at once, and by upsert', async () => {
    await things.insertMany([
      { _id: 1, n: 1, list: [1] },
      { _id: 2, n: 2 },
    ]);
    expect(await things.updateOne({ _id: 1 }, { $inc: { n: 4 }, $push: { list: 2 } })).toMatchObject({
      matchedCount: 1,
      modifiedCount: 1,
    });
    expect(await things.updateOne({ _id: 2 }, [{ $set: { m: { $add: ['$n', 1] } } }])).toMatchObject({
      modifiedCount: 1,
    });
    expect(await things.updateMany({ n: { $gte: 2 } }, { $set: { seen: true } })).toMatchObject({ modifiedCount: 2 });
    expect(await things.replaceOne({ _id: 2 }, { whole: 'new' })).toMatchObject({ modifiedCount: 1 });
    const upserted = await things.updateOne(
      { _id: 3, kind: 'x' },
      { $set: { n: 1 }, $setOnInsert: { first: true } },
      { upsert: true },
    );
    expect(upserted).toMatchObject({ upsertedCount: 1, upsertedId: 3, matchedCount: 0 });
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, n: 5, list: [1, 2], seen: true },
      { _id: 2, whole: 'new' },
      { _id: 3, kind: 'x', n: 1, first: true },
    ]);
    await expect(things.updateOne({ _id: 1 }, { $set: { _id: 9 } })).rejects.toMatchObject({ code: 66 });
  });

  it('finds and modifies, counts, names distinct values, aggregates, deletes', async () => {
    await things.insertMany(numbered(10));
    expect(await things.findOneAndUpdate({ _id: 3 }, { $set: { text: 'x' } })).toMatchObject({ text: 't3' });
    expect(
      await things.findOneAndUpdate({ _id: 3 }, { $set: { text: 'y' } }, { returnDocument: 'after' }),
    ).toMatchObject({ text: 'y' });
    expect(await things.findOneAndDelete({ even: false }, { sort: { _id: -1 } })).toMatchObject({ _id: 9 });
    expect(await things.findOneAndUpdate({ _id: 77 }, { $set: { a: 1 } })).toBeNull();
    expect([await things.countDocuments({ even: true }), await things.estimatedDocumentCount()]).toEqual([5, 9]);
    expect(await things.distinct('even')).toEqual([false, true]);
    const sums = await things
      .aggregate([{ $match: { _id: { $lt: 4 } } }, { $group: { _id: '$even', sum: { $sum: '$_id' } } }])
      .toArray();
    expect(sums).toEqual(
      expect.arrayContaining([
        { _id: true, sum: 2 },
        { _id: false, sum: 4 },
      ]),
    );
    expect(await things.deleteOne({ _id: 1 })).toEqual({ acknowledged: true, deletedCount: 1 });
    expect(await things.deleteMany({})).toMatchObject({ deletedCount: 8 });
  });

  it('keeps a unique index, also one that is made later', async () => {
    await things.createIndex({ person: 1, generation: -1 }, { unique: true, name: 'one key' });
    await things.insertOne({ _id: 1, person: 'a', generation: 1 });
    const again = things.insertOne({ _id: 2, person: 'a', generation: 1 });
    await expect(again).rejects.toMatchObject({ code: 11000, keyValue: { person: 'a', generation: 1 } });
    await expect(things.insertOne({ _id: 1 })).rejects.toMatchObject({ code: 11000, keyPattern: { _id: 1 } });
    await things.insertMany([
      { _id: 3, text: 'x' },
      { _id: 4, text: 'x', person: 'b' },
    ]);
    await expect(things.createIndex({ text: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 });
    expect((await things.indexes()).map(({ name }) => name)).toEqual(['_id_', 'one key']);
    await things.dropIndex('one key');
    await things.insertOne({ _id: 2, person: 'a', generation: 1 });
  });

  it('renames over another collection in one step, lists and drops', async () => {
    await db.collection<Document>('next').insertOne({ no: 1 });
    await things.insertOne({ _id: 1 });
    await expect(db.renameCollection('next', 'things')).rejects.toMatchObject({ code: 48 });
    await db.renameCollection('next', 'things', { dropTarget: true });
    expect(await things.find().toArray()).toEqual([{ _id: expect.any(ObjectId), no: 1 }]);
    expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['things']);
    expect(await things.drop()).toBe(true);
    expect(await db.listCollections().toArray()).toEqual([]);
  });

  it('refuses a document that is too big', async () => {
    const big = { _id: 1, text: 'x'.repeat(17_000_000) };
    const answer = await db.command({ insert: 'things', documents: [big] });
    expect(answer).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 10334 }] });
  });
});

describe('plans', () => {
  const explain = async (cursor: { explain(verbosity: string): Promise<Document> }) => {
    const { queryPlanner, executionStats } = (await cursor.explain('executionStats')) as {
      queryPlanner: { winningPlan: Document };
      executionStats: { totalKeysExamined: number; totalDocsExamined: number; nReturned: number };
    };
    const stages: string[] = [];
    for (let stage: Document | undefined = queryPlanner.winningPlan; stage; stage = stage['inputStage'] as Document) {
      stages.push(String(stage['stage']));
    }
    return { stages: stages.join(' '), ...executionStats };
  };

  beforeEach(async () => {
    await things.createIndex({ even: 1, text: 1, _id: 1 });
    await things.insertMany(numbered(1_000));
  });

  it('walks an index in order and reads no more than it gives', async () => {
    const page = things.find({ even: true }).sort({ text: -1, _id: -1 }).limit(5);
    expect(await explain(page)).toMatchObject({
      stages: 'LIMIT FETCH IXSCAN',
      totalDocsExamined: 5,
      totalKeysExamined: 5,
    });
    expect((await page.toArray()).map(({ _id }) => _id)).toEqual([998, 988, 978, 968, 958]);
  });

  it('merges the walks of several values in order, without sorting', async () => {
    const page = things.find({ even: { $in: [true, false] } }, { sort: { text: 1, _id: 1 }, limit: 4 });
    expect(await explain(page)).toMatchObject({ stages: 'LIMIT FETCH SORT_MERGE', totalDocsExamined: 4 });
    expect((await page.toArray()).map(({ _id }) => _id)).toEqual([0, 10, 20, 30]);
    await things.updateOne({ _id: 990 }, { $set: { even: false } });
    const filter = { even: { $in: [true, false] }, text: 't0' };
    const down = things.find(filter, { sort: { _id: -1 }, limit: 2 });
    expect(await explain(down)).toMatchObject({ stages: 'LIMIT FETCH SORT_MERGE', totalDocsExamined: 2 });
    expect((await down.toArray()).map(({ _id }) => _id)).toEqual([990, 980]);
    // A field of one value is none that walks are merged by: the server sorts here, and so does the double.
    const sorted = things.find(filter, { sort: { text: -1, _id: -1 }, limit: 2 });
    expect(await explain(sorted)).toMatchObject({ stages: 'LIMIT SORT FETCH IXSCAN' });
    expect((await sorted.toArray()).map(({ _id }) => _id)).toEqual([990, 980]);
  });

  it('skips from value to value of an inner field', async () => {
    const found = await explain(things.find({ even: { $in: [true, false] }, text: 't4', _id: { $lt: 30 } }));
    expect(found).toMatchObject({ stages: 'FETCH IXSCAN', totalDocsExamined: 3 });
    expect(found.totalKeysExamined).toBeLessThan(10);
  });

  it('sorts what no index gives in order, and says so', async () => {
    const found = await explain(things.find({ even: true }).sort({ _id: 1 }).limit(5));
    expect(found).toMatchObject({ stages: 'LIMIT SORT FETCH IXSCAN', totalDocsExamined: 500, nReturned: 5 });
  });

  it('looks through everything without an index, takes one document by its id, and reads none where the index has all', async () => {
    expect(await explain(things.find({ text: 't3' }))).toMatchObject({ stages: 'COLLSCAN', totalDocsExamined: 1_000 });
    expect(await explain(things.find({ _id: 7 }))).toMatchObject({ stages: 'IDHACK', totalDocsExamined: 1 });
    const covered = things.find({ even: false }).sort({ text: 1 }).project({ _id: 1, text: 1 }).limit(3);
    expect(await explain(covered)).toMatchObject({ stages: 'PROJECTION_COVERED LIMIT IXSCAN', totalDocsExamined: 0 });
  });

  it('orders values as BSON does: nothing, numbers, texts by their bytes', async () => {
    await things.deleteMany({});
    const values = [null, -1, 2, 10, '', 'a', '\uffee', '𠮷', false];
    await things.insertMany(values.toReversed().map((value, no) => ({ _id: no, value })));
    const unindexed = await things.find().sort({ value: 1 }).toArray();
    await things.createIndex({ value: 1 });
    const indexed = await things.find().hint({ value: 1 }).sort({ value: 1 }).toArray();
    for (const rows of [unindexed, indexed]) expect(rows.map(({ value }) => value)).toEqual(values);
  });

  it('finds the same by an index as without', async () => {
    await things.createIndex({ text: -1, even: 1 });
    const filters: Filter<Thing>[] = [
      { text: { $gt: 't3', $lte: 't7' }, even: true },
      { text: { $in: ['t1', 't9', 't5'] }, even: { $ne: true } },
      { text: /3|4/, even: false },
      { even: true, text: 't2', _id: { $gte: 100, $lt: 200 } },
      { $and: [{ text: { $gte: 't5' } }, { text: { $lt: 't6' } }] },
      { kind: null },
    ];
    const sorts: Record<string, 1 | -1>[] = [
      { text: 1, even: -1, _id: 1 },
      { _id: -1 },
      { even: -1, text: -1, _id: -1 },
    ];
    for (const filter of filters) {
      for (const sort of sorts) {
        const natural = await things.find(filter, { sort, hint: { $natural: 1 } }).toArray();
        expect(await things.find(filter, { sort }).toArray()).toEqual(natural);
        for (const hint of ['text_-1_even_1', 'even_1_text_1__id_1', '_id_']) {
          expect(await things.find(filter, { sort, hint }).toArray()).toEqual(natural);
        }
      }
    }
  });
});

describe('transactions', () => {
  it('are seen whole after their commit, and leave nothing when they are given up', async () => {
    await things.insertOne({ _id: 1, n: 1 });
    const session = client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session });
    await things.insertOne({ _id: 2 }, { session });
    expect(await things.find({}, { session }).toArray()).toHaveLength(2);
    expect(await things.find().toArray()).toEqual([{ _id: 1, n: 1 }]);
    await session.commitTransaction();
    expect(await things.find().sort({ _id: 1 }).toArray()).toEqual([{ _id: 1, n: 2 }, { _id: 2 }]);
    session.startTransaction();
    await things.deleteMany({}, { session });
    await session.abortTransaction();
    expect(await things.countDocuments()).toBe(2);
    await session.endSession();
  });

  it('see one moment, whatever others write meanwhile', async () => {
    await things.createIndex({ n: 1 });
    await things.insertMany([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    const session = client.startSession();
    session.startTransaction({ readConcern: { level: 'snapshot' } });
    expect(await things.find({ n: 1 }, { session }).toArray()).toHaveLength(1);
    await things.updateOne({ _id: 1 }, { $set: { n: 9 } });
    await things.deleteOne({ _id: 2 });
    await things.insertOne({ _id: 3, n: 1 });
    expect(await things.find({ n: { $lt: 10 } }, { session, sort: { n: 1 } }).toArray()).toEqual([
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
    ]);
    await session.abortTransaction();
    expect(await things.find({}, { sort: { n: 1 } }).toArray()).toEqual([
      { _id: 3, n: 1 },
      { _id: 1, n: 9 },
    ]);
    await session.endSession();
  });

  it('of two that write the same document the second is told of the conflict, and may try again', async () => {
    await things.insertOne({ _id: 1, n: 0 });
    const [one, two] = [client.startSession(), client.startSession()];
    one.startTransaction();
    two.startTransaction();
    await things.findOne({ _id: 1 }, { session: two });
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: one });
    const refused = await things
      .updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: two })
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 112 });
    expect((refused as MongoServerError).hasErrorLabel('TransientTransactionError')).toBe(true);
    await one.commitTransaction();
    await two.abortTransaction();
    await two.withTransaction(() => things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: two }));
    expect(await things.findOne()).toEqual({ _id: 1, n: 2 });
    await Promise.all([one.endSession(), two.endSession()]);
  });

  it('are waited for by a write outside', async () => {
    await things.insertOne({ _id: 1, n: 0 });
    const session = client.startSession();
    session.startTransaction();
    await things.updateOne({ _id: 1 }, { $set: { n: 5 } }, { session });
    const outside = things.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    await session.commitTransaction();
    await outside;
    expect(await things.findOne()).toEqual({ _id: 1, n: 6 });
    await session.endSession();
  });
});

describe('faults', () => {
  it('a connection that is cut after the write was done: the driver tries again, and it is done once', async () => {
    await things.insertOne({ _id: 1, n: 0 });
    double.faults.add({ commands: ['update'], harm: { kind: 'cut', when: 'after' } });
    await things.updateOne({ _id: 1 }, { $inc: { n: 1 } });
    double.faults.add({ commands: ['findAndModify'], harm: { kind: 'cut', when: 'after' } });
    await things.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } });
    double.faults.add({ commands: ['insert'], harm: { kind: 'cut', when: 'before' } });
    await things.insertOne({ _id: 2 });
    expect(await things.findOne({ _id: 1 })).toEqual({ _id: 1, n: 2 });
    expect(double.faults.waiting).toBe(0);
  });

  it('a commit whose answer is lost is asked for again', async () => {
    const session = client.startSession();
    double.faults.add({ commands: ['commitTransaction'], harm: { kind: 'cut', when: 'after' } });
    await session.withTransaction(() => things.insertOne({ _id: 1 }, { session }));
    expect(await things.countDocuments()).toBe(1);
    await session.endSession();
  });

  it('an election: the driver waits for the next primary', async () => {
    double.election(50);
    await things.insertOne({ _id: 1 });
    double.faults.add({ commands: ['insert'], harm: { kind: 'error', code: 10107 } });
    await things.insertOne({ _id: 2 });
    expect(await things.countDocuments()).toBe(2);
  });

  it('stale reads, and a document that somebody else inserts first', async () => {
    await things.insertOne({ _id: 1, n: 1 });
    double.staleReads(true);
    await things.updateOne({ _id: 1 }, { $set: { n: 2 } });
    expect(await things.findOne()).toEqual({ _id: 1, n: 1 });
    expect(await things.findOne({}, { readConcern: 'linearizable' })).toEqual({ _id: 1, n: 2 });
    const session = client.startSession();
    session.startTransaction();
    expect(await things.findOne({}, { session })).toEqual({ _id: 1, n: 1 });
    await expect(things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })).rejects.toMatchObject({ code: 112 });
    await session.endSession();
    double.staleReads(false);
    expect(await things.findOne()).toEqual({ _id: 1, n: 2 });
    double.faults.add({ commands: ['insert'], harm: { kind: 'race', namespace: 'town.things', document: { _id: 5 } } });
    await expect(things.insertOne({ _id: 5 })).rejects.toMatchObject({ code: 11000 });
  });

  it('a slow command is answered late, and another is not kept by it', async () => {
    await things.insertOne({ _id: 1 });
    double.faults.add({ commands: ['count'], harm: { kind: 'slow', ms: 300 } });
    const order: string[] = [];
    await Promise.all([
      things.estimatedDocumentCount().then(() => order.push('slow')),
      things.findOne().then(() => order.push('other')),
    ]);
    expect(order).toEqual(['other', 'slow']);
  });

  it('are set by other processes over HTTP', async () => {
    const server = controlServer(double).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const control = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const tell = async (method: string, at: string, body?: unknown): Promise<unknown> => {
      const answer = await fetch(control + at, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
      return answer.ok ? answer.json() : answer.status;
    };
    await things.insertOne({ _id: 1, n: 1 });
    await tell('POST', '/stale', { on: true });
    await things.updateOne({ _id: 1 }, { $set: { n: 2 } });
    expect(await things.findOne()).toMatchObject({ n: 1 });
    await tell('POST', '/stale', { on: false });
    expect(await things.findOne()).toMatchObject({ n: 2 });
    await tell('POST', '/faults', { commands: ['find'], times: 5, harm: { kind: 'error', code: 2 } });
    await expect(things.findOne()).rejects.toMatchObject({ code: 2 });
    expect(await tell('GET', '/state')).toMatchObject({ url: double.url, faults: 1 });
    await tell('DELETE', '/faults');
    await tell('POST', '/election', { ms: 20 });
    expect(await things.findOne()).toMatchObject({ n: 2 });
    expect(await tell('GET', '/nothing')).toBe(400);
    server.close();
  });
});
