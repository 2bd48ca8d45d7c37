import { randomBytes } from 'node:crypto';
import { Binary, MongoClient, type Db, type Document } from 'mongodb';
import { MongoPlace, onDouble } from '../../../../test/doubles/mongodb/mongo-place';
import { clerk } from '../contract/clerk';
import { sealedBy, taggedBy } from '../contract/sealed-by';
import type { KeyVault } from '../key-vault.port';
import {
  KeyNotAtHand,
  MasterKeyMissing,
  VaultDamaged,
  VaultMissing,
  VaultReadOnly,
  WrongMasterKey,
} from '../vault-errors';
import { openMongoKeyVault, type MongoKeyVaultOptions } from './open-mongo-key-vault';

const NOW = '2020-06-01T02:03:04.005Z';
const MASTER_KEY = 'cd'.repeat(32);

let mongo: MongoPlace;
let client: MongoClient;
let database: string;
let db: Db;
let ticks = 0;
const vaults: KeyVault[] = [];

beforeAll(async () => {
  mongo = await MongoPlace.open();
  client = await MongoClient.connect(mongo.url);
});
beforeEach(() => {
  database = mongo.newDatabase();
  db = client.db(database);
  ticks = 0;
  // What a developer has set must not open these vaults.
  delete process.env['LEDGER_MASTER_KEY'];
});
afterEach(async () => {
  mongo.double?.faults.clear();
  for (const vault of vaults.splice(0)) await vault.close();
  await mongo.drop(database);
});
afterAll(async () => {
  await client.close();
  await mongo.close();
});

/** A vault as another process would open it. */
async function open(more: Partial<MongoKeyVaultOptions> = {}): Promise<KeyVault> {
  const vault = await openMongoKeyVault({
    url: mongo.url,
    database,
    masterKey: MASTER_KEY,
    now: () => NOW,
    clock: () => ticks,
    ...more,
  });
  vaults.push(vault);
  return vault;
}

const change = (collection: string, filter: Document, update: Document) =>
  db.collection<Document>(collection).updateOne(filter, update);

function faulty() {
  if (!mongo.double) throw new Error('only the double has faults');
  return mongo.double;
}

describe('several processes on one vault', () => {
  it('that are opened at once make one set of ledger keys', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, () => open()));
    expect(new Set(opened.map((vault) => vault.pseudonym('1'))).size).toBe(1);
    await expect(open({ masterKey: 'ef'.repeat(32) })).rejects.toThrow(WrongMasterKey);
  });

  it('that make a person’s key at once get the same one', async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, () => open()));
    const sealed = await Promise.all(opened.map((vault, no) => sealedBy(vault, 'a', `text ${no}`)));
    expect(new Set(sealed.map(({ generation }) => generation))).toEqual(new Set([1]));
    expect(await db.collection('vault_keys').countDocuments()).toBe(1);
    const [first] = opened;
    expect(await first?.open(sealed, clerk)).toEqual(opened.map((_, no) => `text ${no}`));
    const tags = await Promise.all(opened.map((vault) => taggedBy(vault, 'a', 'x')));
    expect(new Set(tags).size).toBe(1);
  });

  it('append to one journal, every line once, and the chain holds', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => open()));
    const [first] = opened as [KeyVault, ...KeyVault[]];
    const sealed = await sealedBy(first, 'a', '张三');
    const openings = opened.flatMap((vault, no) =>
      Array.from({ length: 8 }, async (_, time) => {
        await vault.open([sealed], { ...clerk, purpose: `${no}/${time}` });
        await vault.note([`subject-${no}`], clerk, 'exporting');
      }),
    );
    await Promise.all(openings);
    const lines = await first.decryptions(0, 1_000);
    expect(lines.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 64 }, (_, no) => no + 1));
    expect(new Set(lines.map(({ purpose }) => purpose)).size).toBe(33);
    expect(await first.noted('subject-2')).toHaveLength(8);
    expect(await first.verifyJournal()).toBeUndefined();
  });

  it('see a destruction by another at the latest two seconds later when they seal, and at once when they open', async () => {
    const [one, other] = [await open(), await open()];
    const before = await sealedBy(one, 'a', 'before');
    await other.destroy('a');
    expect(await one.open([before], clerk)).toEqual([undefined]);
    ticks = 1_999;
    expect(one.seal('a', 'still').generation).toBe(1);
    ticks = 2_000;
    expect(() => one.seal('a', 'late')).toThrow(KeyNotAtHand);
    expect(() => one.tag('a', 'late')).toThrow(KeyNotAtHand);
    expect(await taggedBy(one, 'a', 'late')).toBeUndefined();
    expect((await sealedBy(one, 'a', 'again')).generation).toBe(2);
    expect(await other.keyState('a')).toEqual({ person: 'a', generation: 2, live: true });
  });

  it('that put the same document at once keep it once, and its parts once', async () => {
    const opened = await Promise.all(Array.from({ length: 3 }, () => open()));
    const bytes = randomBytes(2_500_000);
    const digests = await Promise.all(opened.map((vault) => vault.putDocument('file-1', bytes)));
    const [sha256 = ''] = digests;
    expect(new Set(digests).size).toBe(1);
    expect(await db.collection('vault_documents').countDocuments()).toBe(1);
    expect(await db.collection('vault_document_parts').countDocuments()).toBe(3);
    expect(Buffer.from((await opened[0]?.openDocument(sha256, clerk)) ?? []).equals(bytes)).toBe(true);
  });

  it('never leave a value findable of a person who is being destroyed meanwhile', async () => {
    const [one, other] = [await open(), await open()];
    const value = await sealedBy(one, 'a', '13900000001');
    const term = { field: 'phone', value: '13900000001' } as const;
    await Promise.all([one.index([{ field: 'phone', value, stream: 'person-a' }], 7), other.destroy('a')]);
    expect(await one.find([term], clerk, 5)).toEqual({ persons: [], isTooMany: false });
    expect(await db.collection('vault_blind_index').countDocuments()).toBe(0);
    expect(await one.indexed()).toBe(7);
  });
});

describe('faults of the server', () => {
  onDouble('do not make a line twice, nor lose one, when the answer to a commit is lost', async () => {
    const vault = await open();
    const sealed = await sealedBy(vault, 'a', '张三');
    for (const when of ['before', 'after'] as const) {
      faulty().faults.add({ commands: ['commitTransaction'], harm: { kind: 'cut', when } });
      expect(await vault.open([sealed], clerk)).toEqual(['张三']);
    }
    expect(await vault.decryptions(0, 10)).toHaveLength(2);
    expect(await vault.verifyJournal()).toBeUndefined();
    expect(faulty().faults.waiting).toBe(0);
  });

  onDouble('do not make a second key when the answer to the first is lost, or somebody else was first', async () => {
    const [vault, other] = [await open(), await open()];
    faulty().faults.add({ commands: ['insert'], collection: 'vault_keys', harm: { kind: 'cut', when: 'after' } });
    expect((await sealedBy(vault, 'a', '1')).generation).toBe(1);
    const theirs = await sealedBy(other, 'b', '1');
    const [key] = await db.collection<Document>('vault_keys').find({ person: 'b' }).toArray();
    await db.collection<Document>('vault_keys').deleteOne({ person: 'b' });
    const race = { kind: 'race', namespace: `${database}.vault_keys`, document: key as Document } as const;
    faulty().faults.add({ commands: ['insert'], collection: 'vault_keys', harm: race });
    const ours = await sealedBy(vault, 'b', '2');
    expect(await vault.open([theirs, ours], clerk)).toEqual(['1', '2']);
  });

  onDouble('show no value while its line cannot be written, and tell who asked', async () => {
    const vault = await open();
    const sealed = await sealedBy(vault, 'a', '张三');
    faulty().faults.add({ commands: ['commitTransaction'], times: 1, harm: { kind: 'error', code: 91 } });
    faulty().faults.add({
      commands: ['insert'],
      collection: 'vault_journal',
      times: 1,
      harm: { kind: 'error', code: 2 },
    });
    await expect(vault.open([sealed], clerk)).rejects.toMatchObject({ code: 2 });
    expect(await vault.decryptions(0, 10)).toEqual([]);
    expect(await vault.open([sealed], clerk)).toEqual(['张三']);
  });

  onDouble('let an election pass', async () => {
    const vault = await open();
    const sealed = await sealedBy(vault, 'a', '张三');
    faulty().election(50);
    expect(await vault.open([sealed], clerk)).toEqual(['张三']);
    expect(await vault.decryptions(0, 10)).toHaveLength(1);
  });
});

describe('what was done to the collections by hand', () => {
  const journalled = async (lines: number): Promise<KeyVault> => {
    const vault = await open();
    for (let line = 1; line <= lines; line += 1) await vault.note([`s-${line}`], clerk, 'exported');
    return vault;
  };
  const lines = () => db.collection<{ _id: number }>('vault_journal');

  it.each<[string, () => Promise<unknown>, number]>([
    ['an edited line', () => lines().updateOne({ _id: 2 }, { $set: { purpose: 'something else' } }), 2],
    ['a line taken out', () => lines().deleteOne({ _id: 2 }), 2],
    ['the last lines cut off', () => lines().deleteMany({ _id: { $gte: 3 } }), 3],
    [
      'the last line cut off with the head that names it',
      async () => {
        await lines().deleteOne({ _id: 4 });
        await change('vault_journal_head', {}, { $set: { sequence: 3 } });
      },
      3,
    ],
    ['an emptied journal', () => lines().deleteMany({}), 1],
  ])('shows in the journal: %s', async (_, harm, first) => {
    const vault = await journalled(4);
    expect(await vault.verifyJournal()).toBeUndefined();
    await harm();
    expect(await vault.verifyJournal()).toBe(first);
  });

  it('lets no line be added to a journal whose end does not fit', async () => {
    const vault = await journalled(3);
    await lines().deleteOne({ _id: 3 });
    await expect(vault.note(['s-4'], clerk, 'exported')).rejects.toThrow(VaultDamaged);
  });

  it('is found: keys that do not unwrap or were emptied, documents that miss a part', async () => {
    const vault = await open();
    for (const person of ['a', 'b', 'c']) await sealedBy(vault, person, '1');
    await vault.destroy('c');
    const sha256 = await vault.putDocument('file-1', randomBytes(1_500_000));
    expect(await vault.findDamage(10)).toEqual([]);
    await change('vault_keys', { person: 'a' }, { $set: { wrapped: new Binary(randomBytes(61)) } });
    await change('vault_keys', { person: 'b' }, { $set: { wrapped: new Binary(Buffer.alloc(61)) } });
    await change('vault_keys', { person: 'c' }, { $unset: { destroyedAt: '' } });
    await db.collection<Document>('vault_document_parts').deleteOne({ part: 1 });
    const found = await vault.findDamage(10);
    expect(found.map(({ where }) => where)).toMatchObject([
      { person: 'a' },
      { person: 'b' },
      { person: 'c' },
      { sha256 },
    ]);
    expect(await vault.findDamage(2)).toHaveLength(2);
  });
});

describe('a vault in MongoDB', () => {
  it('keeps a document in parts of a mebibyte, however big it is', async () => {
    const vault = await open();
    const bytes = randomBytes(20_000_000);
    const sha256 = await vault.putDocument('file-1', bytes);
    const parts = await db.collection<{ cipher: Binary }>('vault_document_parts').find().toArray();
    expect(Math.max(...parts.map(({ cipher }) => cipher.length()))).toBe(1024 * 1024);
    expect(Buffer.from((await vault.openDocument(sha256, clerk)) ?? []).equals(bytes)).toBe(true);
  });

  it('is not made in the place of a lost one, nor without a master key', async () => {
    await expect(open({ mustExist: true })).rejects.toThrow(VaultMissing);
    await expect(open({ readonly: true })).rejects.toThrow(VaultMissing);
    await expect(openMongoKeyVault({ url: mongo.url, database, now: () => NOW })).rejects.toThrow(MasterKeyMissing);
    expect(await db.listCollections().toArray()).toEqual([]);
  });

  it('lets a reader open and journal, and nothing else', async () => {
    const writer = await open();
    const sealed = await sealedBy(writer, 'a', '张三');
    const reader = await open({ readonly: true });
    expect(await reader.open([sealed], clerk)).toEqual(['张三']);
    expect(await writer.decryptions(0, 10)).toHaveLength(1);
    expect(() => reader.seal('a', 'x')).toThrow(VaultReadOnly);
    for (const refused of [reader.destroy('a'), reader.putDocument('f', new Uint8Array()), reader.fetch('b', true)]) {
      await expect(refused).rejects.toThrow(VaultReadOnly);
    }
  });

  it('names nobody after it was closed', async () => {
    const vault = await open();
    const sealed = await sealedBy(vault, 'a', '张三');
    const opened = vault.open([sealed], clerk);
    await vault.close();
    expect(await opened).toEqual(['张三']);
    expect(() => vault.pseudonym('1')).toThrow(/closed/);
    await expect(vault.open([sealed], clerk)).rejects.toThrow(/closed/);
  });
});
