import { MongoPlace } from '../../../../test/doubles/mongodb/mongo-place';
import { keyVaultContract } from '../contract/key-vault.contract';
import { openMongoKeyVault } from './open-mongo-key-vault';

let mongo: MongoPlace;
beforeAll(async () => {
  mongo = await MongoPlace.open();
});
afterAll(() => mongo.close());

keyVaultContract('a key vault in MongoDB', () => {
  const database = mongo.newDatabase();
  const masterKey = 'ab'.repeat(32);
  return {
    networked: true,
    open: (now) => openMongoKeyVault({ url: mongo.url, database, masterKey, now }),
    dispose: () => mongo.drop(database),
  };
});
