import { MongoPlace, onDouble } from '../../../test/doubles/mongodb/mongo-place';
import { connect, DatabaseUnreachable } from './connection';
import { inTransaction } from './in-transaction';
import { migrate } from './migrate';

let mongo: MongoPlace;
let database: string;
beforeEach(async () => {
  mongo = await MongoPlace.open();
  database = mongo.newDatabase();
});
afterEach(async () => {
  mongo.double?.faults.clear();
  await mongo.drop(database);
  await mongo.close();
});

it('tells in both languages that no server answers, without a word of the password', async () => {
  const connecting = connect('mongodb://clerk:secret@127.0.0.1:1/?serverSelectionTimeoutMS=50', 'x');
  const error = await connecting.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DatabaseUnreachable);
  expect(error).toMatchObject({
    zh: 'MongoDB(127.0.0.1:1)没有应答',
    en: expect.stringMatching(/127\.0\.0\.1:1/) as string,
  });
  expect(String(error)).not.toMatch(/secret/);
});

onDouble('runs a transaction again after a conflict, so often and no more', async () => {
  const { client, db, close } = await connect(mongo.url, database);
  const things = db.collection<{ _id: number; n: number }>('things');
  await things.insertOne({ _id: 1, n: 0 });
  const add = (attempts: number) =>
    inTransaction(client, (session) => things.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session }), attempts);
  const conflicts = (times: number) =>
    mongo.double?.faults.add({
      commands: ['update'],
      times,
      harm: { kind: 'error', code: 112, labels: ['TransientTransactionError'] },
    });
  conflicts(2);
  await add(3);
  conflicts(3);
  await expect(add(3)).rejects.toMatchObject({ code: 112 });
  expect(await things.findOne()).toEqual({ _id: 1, n: 1 });
  await close();
});

it('counts right when many add to one document in transactions', async () => {
  const { client, db, close } = await connect(mongo.url, database);
  const things = db.collection<{ _id: number; n: number }>('things');
  await things.insertOne({ _id: 1, n: 0 });
  const add = async () =>
    inTransaction(
      client,
      async (session) => {
        const { n = 0 } = (await things.findOne({ _id: 1 }, { session })) ?? {};
        await things.replaceOne({ _id: 1 }, { n: n + 1 }, { session });
      },
      50,
    );
  await Promise.all(Array.from({ length: 20 }, add));
  expect(await things.findOne()).toEqual({ _id: 1, n: 20 });
  await close();
});

it('applies each migration once, in order, also for two that begin at once', async () => {
  const connections = await Promise.all([1, 2].map(() => connect(mongo.url, database)));
  const applied: string[] = [];
  const migrations = ['0001 a', '0002 b'].map((name) => ({ name, apply: async () => void applied.push(name) }));
  await Promise.all(connections.map(({ db }) => migrate(db, 'room', migrations)));
  const seen = applied.length;
  await Promise.all(connections.map(({ db }) => migrate(db, 'room', migrations)));
  expect(applied).toHaveLength(seen);
  const [{ db } = {}] = connections;
  const known = await db
    ?.collection<{ _id: string }>('migrations')
    .find({}, { sort: { _id: 1 } })
    .toArray();
  expect(known?.map(({ _id }) => _id)).toEqual(['room/0001 a', 'room/0002 b']);
  for (const { close } of connections) await close();
});
