import { connect, type Connection } from '@ledger/mongodb';
import { Binary, ObjectId } from 'mongodb';
import type { DestroyedKey } from '../key-vault.port';
import { assertNotAhead, knownIn, replaceVault, type KnownInVault } from '../sqlite/bring-vault';
import { SqliteVaultFile } from '../sqlite/vault-file';
import { writeVaultFile } from '../sqlite/write-vault-file';
import type { StoredDocument, VaultContents } from '../vault-contents';
import { ForeignVaultThere, VaultDamaged, VaultMissing } from '../vault-errors';
import { MongoDocuments } from './mongo-documents';
import { documentOf, rowOf } from './mongo-journal';
import { bytesOf, keyId, prepareVault, vaultCollections, type VaultCollections } from './vault-collections';

/** The database that a vault is in. */
export interface VaultDatabase {
  readonly url: string;
  readonly database: string;
}

/** Writes sent together. */
const BATCH = 500;

/**
 * Brings the vault of a database into a folder, in place of one that an earlier move brought; beside the processes that use it.
 * No master key is needed.
 * @throws VaultMissing, VaultAhead, VaultInUse, VaultDamaged
 */
export async function mongoVaultIntoFolder(from: VaultDatabase, folder: string): Promise<void> {
  await connected(from, async (collections) => {
    const contents = await contentsOf(collections, from.database);
    await replaceVault(folder, await knownThere(collections), (file) => writeVaultFile(contents, file));
  });
}

/**
 * Brings the vault of a folder into a database, that no process uses yet. What names it a vault comes last: until then there is
 * none, and running this again completes it.
 * @throws VaultMissing, ForeignVaultThere, VaultAhead, VaultDamaged
 */
export async function folderVaultIntoMongo(folder: string, to: VaultDatabase): Promise<void> {
  const file = new SqliteVaultFile(folder);
  try {
    const contents = file.contents();
    await connected(to, async (collections, { db }) => {
      await prepareVault(db);
      await assertReplaceable(collections, contents, knownIn(folder));
      await write(collections, contents);
    });
  } finally {
    file.close();
  }
}

/** Every key that was destroyed in a database's vault; no master key is needed. */
export async function destroyedInMongo(place: VaultDatabase): Promise<DestroyedKey[]> {
  return connected(place, async ({ keys }) => {
    const found = await keys.find({ destroyedAt: { $exists: true } }, { sort: { destroyedAt: 1, _id: 1 } }).toArray();
    return found.map(({ person, generation, destroyedAt = '' }) => ({ person, generation, at: destroyedAt }));
  });
}

async function connected<T>(
  { url, database }: VaultDatabase,
  work: (collections: VaultCollections, connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(url, database);
  try {
    return await work(vaultCollections(connection.db), connection);
  } finally {
    await connection.close();
  }
}

async function contentsOf(collections: VaultCollections, database: string): Promise<VaultContents> {
  const { ledgerKeys, heads, lines, keys } = collections;
  const [own, head] = [await ledgerKeys.findOne({ _id: 'ledger' }), await heads.findOne({ _id: 'journal' })];
  if (!own || !head)
    throw new VaultMissing(`数据库 ${database} 中没有密钥库`, `there is no vault in database ${database}`);
  const { _id: _, ...end } = head;
  return {
    ledgerKeys: new Map(Object.entries(own.wrapped).map(([name, wrapped]) => [name, bytesOf(wrapped)])),
    head: end,
    lines: () => mapped(lines.find({ _id: { $lte: head.sequence } }, { sort: { _id: 1 } }), rowOf),
    documents: () => documentsOf(new MongoDocuments(collections)),
    keys: () =>
      mapped(keys.find({}, { sort: { _id: 1 } }), ({ person, generation, wrapped, destroyedAt = null }) => ({
        person,
        generation,
        wrapped: bytesOf(wrapped),
        destroyedAt,
      })),
  };
}

async function* mapped<T, R>(each: AsyncIterable<T>, map: (value: T) => R): AsyncGenerator<R> {
  for await (const value of each) yield map(value);
}

async function* documentsOf(documents: MongoDocuments): AsyncGenerator<StoredDocument> {
  for await (const document of documents.all()) {
    const { sha256, owner, generation } = document;
    const cipher = await documents.cipherOf(document);
    if (!cipher)
      throw new VaultDamaged(
        { zh: '文件缺少一部分', en: 'a part of the document is missing' },
        { person: owner, generation, sha256 },
      );
    yield { sha256, owner, generation, cipher };
  }
}

async function knownThere({ heads, keys }: VaultCollections): Promise<KnownInVault> {
  const head = await heads.findOne({ _id: 'journal' });
  return { lines: head?.sequence ?? 0, destroyed: await keys.countDocuments({ destroyedAt: { $exists: true } }) };
}

/**
 * Looks whether the vault of a folder could be brought into a database, and changes nothing.
 * @throws ForeignVaultThere, VaultAhead, VaultMissing
 */
export async function assertMongoTakesVault(folder: string, to: VaultDatabase): Promise<void> {
  const file = new SqliteVaultFile(folder);
  try {
    const contents = file.contents();
    await connected(to, (collections) => assertReplaceable(collections, contents, knownIn(folder)));
  } finally {
    file.close();
  }
}

/** Nothing there, one in which nothing was ever kept, or what an earlier run brought of this same vault. */
async function assertReplaceable(
  collections: VaultCollections,
  contents: VaultContents,
  coming: KnownInVault,
): Promise<void> {
  const own = await collections.ledgerKeys.findOne({ _id: 'ledger' });
  const isSame =
    !own ||
    [...contents.ledgerKeys].every(
      ([name, wrapped]) => own.wrapped[name] && bytesOf(own.wrapped[name]).equals(wrapped),
    );
  if (!isSame && (await isUsed(collections))) throw new ForeignVaultThere();
  assertNotAhead(coming, await knownThere(collections));
}

async function isUsed({ keys, documents, lines }: VaultCollections): Promise<boolean> {
  const found = await Promise.all([keys.findOne({}), documents.findOne({}), lines.findOne({})]);
  return found.some((each) => each !== null);
}

async function write(collections: VaultCollections, contents: VaultContents): Promise<void> {
  const { ledgerKeys, keys, lines, heads } = collections;
  await inBatches(
    contents.keys(),
    ({ person, generation, wrapped, destroyedAt }) => {
      const destroyed = destroyedAt === null ? {} : { destroyedAt };
      const document = { person, generation, wrapped: new Binary(wrapped), ...destroyed };
      return { replaceOne: { filter: { _id: keyId(person, generation) }, replacement: document, upsert: true } };
    },
    (operations) => keys.bulkWrite(operations),
  );
  const documents = new MongoDocuments(collections);
  for await (const { cipher, ...copy } of contents.documents())
    if (!(await documents.holds(copy))) await documents.keep(copy, cipher, new ObjectId());
  await inBatches(
    contents.lines(),
    (row) => {
      const { _id, ...line } = documentOf(row);
      return { replaceOne: { filter: { _id }, replacement: line, upsert: true } };
    },
    (operations) => lines.bulkWrite(operations),
  );
  await heads.replaceOne({ _id: 'journal' }, contents.head, { upsert: true });
  const wrapped = Object.fromEntries([...contents.ledgerKeys].map(([name, bytes]) => [name, new Binary(bytes)]));
  await ledgerKeys.replaceOne({ _id: 'ledger' }, { wrapped }, { upsert: true });
}

async function inBatches<T, O>(
  each: Iterable<T> | AsyncIterable<T>,
  operation: (value: T) => O,
  send: (operations: O[]) => Promise<unknown>,
): Promise<void> {
  let batch: O[] = [];
  for await (const value of each) {
    batch.push(operation(value));
    if (batch.length < BATCH) continue;
    await send(batch);
    batch = [];
  }
  if (batch.length > 0) await send(batch);
}
