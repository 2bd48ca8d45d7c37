import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LogUnavailable } from '../event-store.port';
import { Upcasters } from '../upcasters/upcasters';
import { assertPresent, assertReached, checkLog, noHead, type Reached } from './check-log';
import { unopenable } from './cut-file';
import { readHead } from './head-file';
import { LOG_FILE, openToRead, type Connection } from './log-connection';
import { assertReadable } from './log-schema';
import { SqliteLogReader } from './sqlite-log-reader';

export interface SqliteLogReaderOptions {
  readonly folder: string;
  readonly upcasters?: Upcasters;
  /** Positions that others have seen durable; a log behind one of them is damaged. */
  readonly reached?: readonly Reached[];
  /** How often a subscription asks whether another process has written, in milliseconds. */
  readonly pollMs?: number;
  /** For scans of the whole log: pages are mapped instead of copied. */
  readonly mapped?: boolean;
}

const DEFAULT_POLL_MS = 50;

/**
 * Opens the log of a folder to read, beside a writing process or alone.
 * @throws LogUnavailable when there is none
 * @throws LogDamaged when it is damaged, or behind what was acknowledged
 * @throws NewerSchema
 */
export function openSqliteLogReader(options: SqliteLogReaderOptions): SqliteLogReader {
  // The head first: what it names was durable before, so the log, looked at later, must have it.
  const head = readHead(options.folder);
  assertPresent(options.folder, head);
  const db = connectToRead(options.folder, options.mapped);
  try {
    checkLog(db, head, { upToHead: true });
    const reader = new SqliteLogReader(db, options.upcasters ?? new Upcasters(), options.pollMs ?? DEFAULT_POLL_MS);
    const last = reader.head();
    // A writer makes the head before the first event: a ledger that was being made just now has one by this look.
    if (head === undefined && last > 0 && readHead(options.folder) === undefined) throw noHead(last);
    assertReached(last, options.reached ?? []);
    return reader;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A reading connection to a log of the newest schema. */
export function connectToRead(folder: string, mapped = false): Connection {
  if (!existsSync(join(folder, LOG_FILE))) {
    throw new LogUnavailable(`there is no ${LOG_FILE} in ${folder}`, `${folder} 中没有 ${LOG_FILE}`);
  }
  try {
    const db = openToRead(folder, mapped);
    try {
      assertReadable(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw unopenable(folder, error);
  }
}
