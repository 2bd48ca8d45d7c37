import { MongoPlace } from '../../../../test/doubles/mongodb/mongo-place';
import { savedFiltersContract } from '../contract/saved-filters.contract';
import { openMongoSavedFilters } from './open-mongo-saved-filters';

let mongo: MongoPlace;
beforeAll(async () => {
  mongo = await MongoPlace.open();
});
afterAll(() => mongo.close());

savedFiltersContract('MongoDB', () => {
  const database = mongo.newDatabase();
  return {
    open: () => openMongoSavedFilters({ url: mongo.url, database }),
    cleanUp: () => mongo.drop(database),
  };
});

it('keeps no more than so many, of two processes that save at once', async () => {
  const database = mongo.newDatabase();
  const opened = await Promise.all([1, 2].map(() => openMongoSavedFilters({ url: mongo.url, database })));
  const saving = Array.from({ length: 10 }, async (_, no) =>
    opened[no % 2]?.save('a', { name: `filter ${no}`, question: 'cases', filters: {}, savedAt: '' }, 4),
  );
  expect((await Promise.all(saving)).filter((kept) => kept === true)).toHaveLength(4);
  expect(await opened[0]?.of('a')).toHaveLength(4);
  for (const each of opened) await each.close();
  await mongo.drop(database);
});
