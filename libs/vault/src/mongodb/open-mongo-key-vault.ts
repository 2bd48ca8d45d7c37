import { connect, inTransaction, isDuplicateKey, type Connection } from '@ledger/mongodb';
import { Binary } from 'mongodb';
import { newLedgerKeys, openLedgerKeys, type LedgerKeys } from '../keys/ledger-keys';
import { readMasterKey, type MasterKeySource } from '../keys/master-key';
import { VaultMissing } from '../vault-errors';
import { KeysAtHand } from './keys-at-hand';
import { MongoJournal } from './mongo-journal';
import { MongoKeyVault } from './mongo-key-vault';
import { bytesOf, prepareVault, vaultCollections, type LedgerKeysDocument } from './vault-collections';

export interface MongoKeyVaultOptions extends Pick<MasterKeySource, 'masterKey' | 'masterKeyFile'> {
  readonly url: string;
  readonly database: string;
  /** ISO UTC instant, for the journal and the destructions. */
  readonly now: () => string;
  /** A reader seals and destroys nothing; what it opens it journals all the same. */
  readonly readonly?: boolean;
  /** A log that is sealed under this vault's keys is there: a vault that is not is lost, and no new one is made in its place. */
  readonly mustExist?: boolean;
  /** Milliseconds that never run back; the process's own where absent. */
  readonly clock?: () => number;
}

/** How long a key is at hand after it was fetched: so late, at most, is another process's destruction seen by what seals. */
const KEPT_MS = 2_000;

/**
 * Opens the vault in a database, or makes one. The master key comes from the options or LEDGER_MASTER_KEY.
 * @throws VaultMissing, WrongMasterKey, VaultDamaged, MasterKeyMissing
 */
export async function openMongoKeyVault(options: MongoKeyVaultOptions): Promise<MongoKeyVault> {
  const { url, database, masterKey, masterKeyFile, now, readonly = false, clock = () => performance.now() } = options;
  const { bytes } = readMasterKey({ masterKey, masterKeyFile }, false);
  const connection = await connect(url, database);
  try {
    const ledgerKeys = await openedKeys(connection, bytes, !readonly && !options.mustExist);
    const atHand = new KeysAtHand(KEPT_MS, clock);
    return new MongoKeyVault({ connection, masterKey: bytes, ledgerKeys, atHand, now, readonly });
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function openedKeys(connection: Connection, masterKey: Buffer, mayMake: boolean): Promise<LedgerKeys> {
  const { ledgerKeys } = vaultCollections(connection.db);
  const known = (): Promise<LedgerKeysDocument | null> => ledgerKeys.findOne({ _id: 'ledger' });
  let found = await known();
  if (!found && mayMake) {
    await prepareVault(connection.db);
    await makeVault(connection, masterKey);
    found = await known();
  }
  if (!found) {
    const place = connection.db.databaseName;
    throw new VaultMissing(`数据库 ${place} 中没有密钥库`, `there is no vault in database ${place}`);
  }
  const stored = Object.entries(found.wrapped).map(([name, wrapped]) => [name, bytesOf(wrapped)] as const);
  return openLedgerKeys(new Map(stored), masterKey);
}

/** Keys and the head of an empty journal in one step; of two processes that make a vault one does. */
async function makeVault({ client, db }: Connection, masterKey: Buffer): Promise<void> {
  const collections = vaultCollections(db);
  const made = newLedgerKeys(masterKey);
  const wrapped = Object.fromEntries([...made].map(([name, bytes]) => [name, new Binary(bytes)]));
  const journal = new MongoJournal(collections, openLedgerKeys(made, masterKey).journal);
  try {
    await inTransaction(client, async (session) => {
      await collections.ledgerKeys.insertOne({ _id: 'ledger', wrapped }, { session });
      await journal.start(session);
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}
