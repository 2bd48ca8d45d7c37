import { join } from 'node:path';
import { WAL_KEPT_BYTES } from '@ledger/sqlite';
import Database from 'better-sqlite3';

export type Connection = Database.Database;
export type Statement = Database.Statement<unknown[], unknown>;

export const LOG_FILE = 'log.db';

const CACHE_KIB = 64 * 1024;
const BUSY_TIMEOUT_MS = 5000;
/** As much as SQLite was built for; mapped pages belong to the operating system's cache. */
const MMAP_BYTES = 0x7fff0000;

/** The writing connection: an answer is durable once COMMIT returns, and no checkpoint runs inside one. */
export function openToWrite(folder: string): Connection {
  const db = new Database(join(folder, LOG_FILE), { timeout: BUSY_TIMEOUT_MS });
  return prepared(db, () => {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('wal_autocheckpoint = 0');
    db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    db.pragma(`cache_size = -${CACHE_KIB}`);
  });
}

/** A reading connection, beside a writing process or alone. `mapped`: for scans, whose pages are then not copied. */
export function openToRead(folder: string, mapped = false): Connection {
  const db = new Database(join(folder, LOG_FILE), { timeout: BUSY_TIMEOUT_MS, readonly: true });
  return prepared(db, () => {
    if (mapped) db.pragma(`mmap_size = ${MMAP_BYTES}`);
  });
}

function prepared(db: Connection, prepare: () => void): Connection {
  try {
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    prepare();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
