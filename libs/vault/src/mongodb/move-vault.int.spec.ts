import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@ledger/mongodb';
import type { SealedValue } from '@ledger/kernel';
import { MongoPlace } from '../../../../test/doubles/mongodb/mongo-place';
import type { KeyVault } from '../key-vault.port';
import { openSqliteKeyVault } from '../sqlite/open-sqlite-key-vault';
import { ForeignVaultThere, VaultAhead, VaultMissing } from '../vault-errors';
import {
  assertMongoTakesVault,
  destroyedInMongo,
  folderVaultIntoMongo,
  mongoVaultIntoFolder,
  type VaultDatabase,
} from './move-vault';
import { openMongoKeyVault } from './open-mongo-key-vault';
import { vaultCollections } from './vault-collections';

const MASTER = Buffer.alloc(32, 7);
const WHY = { actor: { id: 'clerk-1', role: 'CLERK', unit: 'XC-WD' }, purpose: '核对', fields: ['name'] };
const now = (): string => '2021-01-01T00:00:00.000Z';
/** Larger than one part of a stored document. */
const SCAN = Buffer.alloc(1_500_000, '扫描件');

let mongo: MongoPlace;
let work: string;
let place: VaultDatabase;
beforeAll(async () => {
  mongo = await MongoPlace.open();
});
afterAll(() => mongo.close());
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'move-vault-'));
  place = { url: mongo.url, database: mongo.newDatabase() };
});
afterEach(async () => {
  await mongo.drop(place.database);
  rmSync(work, { recursive: true });
});

const folder = (): string => mkdtempSync(join(work, 'f-'));
const inFolder = (at: string) => openSqliteKeyVault({ folder: at, masterKey: MASTER, now });
const inMongo = () => openMongoKeyVault({ ...place, masterKey: MASTER, now, mustExist: true });

interface Made {
  readonly at: string;
  readonly live: SealedValue;
  readonly gone: SealedValue;
  readonly sha256: string;
}

async function made(): Promise<Made> {
  const at = folder();
  const vault = inFolder(at);
  const [live, gone] = [vault.seal('a', '张三'), vault.seal('b', '李四')];
  const sha256 = await vault.putDocument('a', SCAN);
  await vault.open([live, gone], WHY);
  await vault.destroy('b');
  vault.index([{ field: 'name', value: live, stream: 'person-a' }], 7);
  vault.close();
  return { at, live, gone, sha256 };
}

/** What a vault can be asked, whatever it is made of. */
async function assertIs(vault: KeyVault, { live, gone, sha256 }: Made): Promise<void> {
  expect([await vault.verifyJournal(), await vault.findDamage(10)]).toEqual([undefined, []]);
  const outcomes = (await vault.decryptions(0, 100)).map(({ person, outcome }) => `${person} ${outcome}`);
  expect(outcomes.slice(0, 2)).toEqual(['a opened', 'b opened']);
  expect(await vault.open([live, gone], WHY)).toEqual(['张三', undefined]);
  expect(Buffer.from((await vault.openDocument(sha256, WHY))!).equals(SCAN)).toBe(true);
  expect(await vault.keyState('b')).toEqual({ person: 'b', generation: 1, live: false });
  expect(await vault.indexed()).toBe(0);
}

describe('moving a vault to a database and back', () => {
  it('keeps keys, destructions, documents and journal, in both directions, and leaves the blind index to be made anew', async () => {
    const source = await made();
    await folderVaultIntoMongo(source.at, place);
    expect(await destroyedInMongo(place)).toEqual([{ person: 'b', generation: 1, at: now() }]);
    const there = await inMongo();
    await assertIs(there, source);
    await there.close();
    const back = folder();
    await mongoVaultIntoFolder(place, back);
    const again = inFolder(back);
    expect(again.destroyed()).toEqual([{ person: 'b', generation: 1, at: now() }]);
    await assertIs(again, source);
    again.close();
  });

  it('broken off before it was whole is no vault, and is completed by doing it again', async () => {
    const source = await made();
    await folderVaultIntoMongo(source.at, place);
    const { db, close } = await connect(place.url, place.database);
    const { ledgerKeys, documents, heads } = vaultCollections(db);
    await ledgerKeys.deleteMany({});
    await documents.deleteMany({});
    await heads.deleteMany({});
    await close();
    await expect(inMongo()).rejects.toThrow(VaultMissing);
    await folderVaultIntoMongo(source.at, place);
    await folderVaultIntoMongo(source.at, place);
    const there = await inMongo();
    await assertIs(there, source);
    await there.close();
  });

  it('replaces neither another vault nor one that has been used since, on either side', async () => {
    const [source, other] = [await made(), await made()];
    await folderVaultIntoMongo(source.at, place);
    await expect(folderVaultIntoMongo(other.at, place)).rejects.toThrow(ForeignVaultThere);
    const there = await inMongo();
    await there.open([source.live], WHY);
    await there.close();
    await expect(folderVaultIntoMongo(source.at, place)).rejects.toThrow(VaultAhead);
    const used = folder();
    await mongoVaultIntoFolder(place, used);
    const vault = inFolder(used);
    await vault.open([source.live], WHY);
    vault.close();
    await expect(mongoVaultIntoFolder(place, used)).rejects.toThrow(VaultAhead);
  });

  it('takes the place of one in which nothing was ever kept', async () => {
    const source = await made();
    await (await openMongoKeyVault({ ...place, masterKey: MASTER, now })).close();
    await assertMongoTakesVault(source.at, place);
    await folderVaultIntoMongo(source.at, place);
    const there = await inMongo();
    await assertIs(there, source);
    await there.close();
    await expect(assertMongoTakesVault((await made()).at, place)).rejects.toThrow(ForeignVaultThere);
  });

  it('is also a copy of a vault that is in use', async () => {
    const source = await made();
    await folderVaultIntoMongo(source.at, place);
    const there = await inMongo();
    const openings = Promise.all(Array.from({ length: 20 }, () => there.open([source.live], WHY)));
    const copy = folder();
    await mongoVaultIntoFolder(place, copy);
    await openings;
    await there.close();
    const vault = inFolder(copy);
    await assertIs(vault, source);
    vault.close();
  });

  it('says where there is no vault', async () => {
    await expect(mongoVaultIntoFolder(place, folder())).rejects.toThrow(VaultMissing);
    await expect(folderVaultIntoMongo(folder(), place)).rejects.toThrow(VaultMissing);
  });
});
