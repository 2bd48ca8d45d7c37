import { MongoPlace } from '../../../../../test/doubles/mongodb/mongo-place';
import { jobStoreContract } from '../contract/job-store.contract';
import type { NewJob } from '../job';
import { openMongoJobStore } from './mongo-job-store';

let mongo: MongoPlace;
beforeAll(async () => {
  mongo = await MongoPlace.open();
});
afterAll(() => mongo.close());

jobStoreContract('jobs in MongoDB', () => {
  const database = mongo.newDatabase();
  return {
    open: () => openMongoJobStore({ url: mongo.url, database }),
    dispose: () => mongo.drop(database),
  };
});

describe('two processes with the same jobs', () => {
  const job: NewJob = {
    id: '0b8c4f6e-3f55-4a5e-9c1d-000000000001',
    kind: 'roster',
    format: 'text/csv',
    actor: { id: 'institution-1', role: 'INSTITUTION', unit: '12411000MJ0TE007X8' },
    common: {},
    createdAt: '2020-10-15T00:30:00.000Z',
    expiresAt: '2020-10-15T01:00:00.000Z',
  };

  it('begin one once, and count each row once', async () => {
    const database = mongo.newDatabase();
    const open = () => openMongoJobStore({ url: mongo.url, database });
    const [one, other] = [await open(), await open()];
    const begun = await Promise.all([one.begin(job), other.begin(job)]);
    expect(begun.filter((isFirst) => isFirst)).toHaveLength(1);
    await one.previewed(job.id, 20);
    const commitment = { skipBad: true, committedAt: job.createdAt, committedBy: job.actor };
    const committed = await Promise.all([one.commit(job.id, commitment), other.commit(job.id, commitment)]);
    expect(committed.filter((isFirst) => isFirst)).toHaveLength(1);
    const rows = Array.from({ length: 20 }, (_, no) => ({ row: no + 2, outcome: 'accepted' }) as const);
    await Promise.all([one.record(job.id, rows), other.record(job.id, rows)]);
    expect(await other.find(job.id)).toMatchObject({ state: 'running', done: 20, accepted: 20 });
    for (const each of [one, other]) await each.close();
    await mongo.drop(database);
  });
});
