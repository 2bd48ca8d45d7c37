import { MongoPlace } from '../../../../test/doubles/mongodb/mongo-place';
import { openMongoCheckpoints, type MongoCheckpoints } from './mongo-checkpoints';

let place: MongoPlace;
let database: string;
let checkpoints: MongoCheckpoints;
beforeAll(async () => {
  place = await MongoPlace.open();
  database = place.newDatabase();
});
beforeEach(async () => {
  checkpoints = await openMongoCheckpoints({ url: place.url, database });
});
afterEach(async () => {
  await checkpoints.close();
  await place.drop(database);
});
afterAll(() => place.close());

it('keeps where each process has got to, for whoever runs it next', async () => {
  expect(await checkpoints.checkpoint('settle-due#1/4')).toBe(0);
  await checkpoints.keepCheckpoints(
    new Map([
      ['settle-due#1/4', 2 ** 40],
      ['destroy-key#1/4', 7],
    ]),
  );
  const other = await openMongoCheckpoints({ url: place.url, database });
  expect([await other.checkpoint('settle-due#1/4'), await other.checkpoint('destroy-key#1/4')]).toEqual([2 ** 40, 7]);
  await other.close();
});

it('is not turned back by one that lags behind', async () => {
  await checkpoints.keepCheckpoints(new Map([['settle-due#1/4', 9]]));
  await checkpoints.keepCheckpoints(new Map([['settle-due#1/4', 4]]));
  expect(await checkpoints.checkpoint('settle-due#1/4')).toBe(9);
});
