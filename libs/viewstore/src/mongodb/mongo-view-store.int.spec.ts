import { MongoPlace } from '../../../../test/doubles/mongodb/mongo-place';
import { viewStoreContract } from '../contract/view-store.contract';
import { openMongoViewStore } from './mongo-view-store';

let mongo: MongoPlace;
beforeAll(async () => {
  mongo = await MongoPlace.open();
});
afterAll(() => mongo.close());

viewStoreContract('MongoDB', () => {
  const database = mongo.newDatabase();
  const place = () => ({ url: mongo.url, database });
  return {
    open: (projections) => openMongoViewStore({ ...place(), projections }),
    reader: (projections) => openMongoViewStore({ ...place(), projections, readonly: true }),
    cleanUp: () => mongo.drop(database),
  };
});
