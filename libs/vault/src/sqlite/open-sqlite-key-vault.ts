import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { VaultInUse, VaultMissing } from '../vault-errors';
import { DecryptionJournal } from './decryption-journal';
import { hasLedgerKeys, makeLedgerKeys, readLedgerKeys } from './ledger-keys';
import { type MasterKey, type MasterKeySource, readMasterKey } from '../keys/master-key';
import { syncFolder } from '../keys/sync-folder';
import { BUSY_TIMEOUT_MS, SqliteKeyVault } from './sqlite-key-vault';
import { toVaultDamaged } from './sqlite-fault';
import { VAULT_FILE } from './vault-file';
import { checkVaultVersion, migrateVault } from './vault-schema';

export interface SqliteKeyVaultOptions extends MasterKeySource {
  /** The data folder. */
  readonly folder: string;
  /** ISO UTC instant, for the journal and the destructions. */
  readonly now: () => string;
  /** A reader seals and destroys nothing; what it opens it journals all the same. */
  readonly readonly?: boolean;
  /** A log that is sealed under this vault's keys is there: a vault that is not is lost, and no new one is made in its place. */
  readonly mustExist?: boolean;
}

export const LOCK_FILE = 'vault.lock';

/** Opens `<folder>/vault.db`; a writer makes it if it is not there, and holds it until `close`. */
export function openSqliteKeyVault(options: SqliteKeyVaultOptions): SqliteKeyVault {
  const file = join(options.folder, VAULT_FILE);
  const exists = existsSync(file) && statSync(file).size > 0;
  if (!exists && (options.readonly || options.mustExist))
    throw new VaultMissing(`没有密钥库 ${file}`, `there is no vault ${file}`);
  if (options.readonly) {
    return openVault(options, file, readMasterKey(options, false), undefined);
  }
  mkdirSync(options.folder, { recursive: true });
  const lock = holdLock(join(options.folder, LOCK_FILE));
  try {
    const masterKey = readMasterKey(options, !exists);
    makePrivate(file);
    syncFolder(options.folder);
    return openVault(options, file, masterKey, lock);
  } catch (error) {
    lock.close();
    throw error;
  }
}

function openVault(options: SqliteKeyVaultOptions, file: string, masterKey: MasterKey, lock?: Database.Database) {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    db.pragma('cache_size = -16000');
    if (!lock) {
      checkVaultVersion(db);
    } else {
      migrateVault(db);
      if (!hasLedgerKeys(db)) makeVault(db, masterKey.bytes);
    }
    return new SqliteKeyVault(db, masterKey, readLedgerKeys(db, masterKey.bytes), options.now, lock);
  } catch (error) {
    db.close();
    throw toVaultDamaged(error);
  }
}

function makeVault(db: Database.Database, masterKey: Buffer): void {
  db.transaction(() => {
    makeLedgerKeys(db, masterKey);
    new DecryptionJournal(db, readLedgerKeys(db, masterKey).journal).start();
  }).immediate();
}

/** Locks in force: a vault that nobody refers to any more must not lose its lock to the garbage collector before it is closed. */
const held = new Set<Database.Database>();

/** A lock of the system, let go when the process ends, however it ends. */
export function holdLock(file: string): Database.Database {
  makePrivate(file);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    for (const each of held) if (!each.open) held.delete(each);
    held.add(lock);
    return lock;
  } catch (error) {
    lock.close();
    throw new VaultInUse('另一进程正在写此密钥库', 'another process writes this vault', { cause: error });
  }
}

/** SQLite gives its companion files the rights of the main file. */
function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}
