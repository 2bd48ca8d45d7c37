import { MongoPlace } from '../../../../test/doubles/mongodb/mongo-place';
import { leasesContract } from '../contract/leases.contract';
import { openMongoLeases } from './mongo-leases';

let mongo: MongoPlace;
beforeAll(async () => {
  mongo = await MongoPlace.open();
});
afterAll(() => mongo.close());

leasesContract('MongoDB', () => {
  const database = mongo.newDatabase();
  return {
    open: () => openMongoLeases({ url: mongo.url, database }),
    cleanUp: () => mongo.drop(database),
  };
});
