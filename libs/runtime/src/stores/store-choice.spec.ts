import { databaseOf, nameOfPlace, storesChosen, storesOf, StoresRefused } from './store-choice';

const SERVERS = { STORE: 'eventstoredb', EVENTSTORE_URL: 'esdb://events:2113', MONGODB_URL: 'mongodb://views/xuchang' };

describe('the choice of stores', () => {
  it('is the folder where nothing is said', () => {
    expect(storesOf({})).toEqual({});
    expect(storesOf({ STORE: 'sqlite', VIEWS: '', EVENTSTORE_URL: 'esdb://unused' })).toEqual({});
  });

  it('is both servers together, the views named or not', () => {
    const chosen = { eventStore: { url: 'esdb://events:2113' }, mongo: { url: 'mongodb://views/xuchang' } };
    expect(storesOf(SERVERS)).toEqual(chosen);
    expect(storesOf({ ...SERVERS, VIEWS: 'mongodb', EVENTSTORE_URL: 'esdb+discover://events' })).toMatchObject({
      eventStore: { url: 'esdb+discover://events' },
    });
  });

  it.each([
    [{ STORE: 'postgres' }, ['STORE']],
    [{ STORE: 'eventstoredb', VIEWS: 'sqlite', EVENTSTORE_URL: 'esdb://events' }, ['VIEWS']],
    [{ VIEWS: 'mongodb', MONGODB_URL: 'mongodb://views' }, ['VIEWS']],
    [{ STORE: 'eventstoredb' }, ['EVENTSTORE_URL', 'MONGODB_URL']],
    [{ ...SERVERS, EVENTSTORE_URL: 'http://admin:secret@events' }, ['EVENTSTORE_URL']],
  ])('refuses %j, all at once, and repeats no address', (env, names) => {
    const found = (): unknown => storesOf(env);
    expect(found).toThrow(StoresRefused);
    expect(found).toThrow(expect.objectContaining({ wrong: names.map((name) => expect.objectContaining({ name })) }));
    expect(found).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
  });

  it('tells a service what is wrong instead of throwing it', () => {
    expect(storesChosen({ store: 'postgres' })).toMatchObject({ wrong: [{ name: 'STORE' }] });
  });
});

describe('a connection string', () => {
  it('names the database as its path, also with several hosts', () => {
    expect(databaseOf('mongodb://a:27017,b:27017/xuchang?replicaSet=rs0')).toBe('xuchang');
    expect(databaseOf('mongodb+srv://user:p%40ss@views/xuchang')).toBe('xuchang');
    expect([databaseOf('mongodb://a'), databaseOf('mongodb://a/?replicaSet=rs0')]).toEqual(['ledger', 'ledger']);
  });

  it('is shown without user, password and options', () => {
    const place = { folder: 'x', eventStore: { url: 'esdb://admin:secret@a:2113,b:2113?tls=false' } };
    expect(nameOfPlace(place)).toBe('esdb://a:2113,b:2113');
  });
});
