import { mkdirSync } from 'node:fs';
import { Upcasters } from '../upcasters/upcasters';
import { assertPresent, assertReached, checkLog, type Reached } from './check-log';
import { unopenable } from './cut-file';
import { readHead, writeHeadNow } from './head-file';
import { openToWrite, type Connection } from './log-connection';
import { migrate } from './log-schema';
import { RunningHash } from './running-hash';
import { SqliteEventStore } from './sqlite-event-store';
import { WriterLock } from './writer-lock';

export interface SqliteEventStoreOptions {
  /** 台账目录: made when it does not exist; the log is `log.db` in it. */
  readonly folder: string;
  readonly upcasters?: Upcasters;
  /** Called before each commit, so that what the events need (keys) is durable first. What it throws makes the batch fall. */
  readonly beforeCommit?: () => void;
  /** Positions that others have seen durable; a log behind one of them is damaged. */
  readonly reached?: readonly Reached[];
}

/**
 * Opens the log of a folder to write, making it where there is none.
 * @throws LedgerInUse when another process writes it
 * @throws LogDamaged when it is damaged, or behind what was acknowledged; it is then not written to
 * @throws NewerSchema
 */
export function openSqliteEventStore(options: SqliteEventStoreOptions): SqliteEventStore {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const lock = WriterLock.take(folder);
  let db: Connection | undefined;
  try {
    const head = readHead(folder);
    assertPresent(folder, head);
    db = connect(folder);
    const running = checkLog(db, head);
    assertReached(running.position, options.reached ?? []);
    if (head === undefined) writeHeadNow(folder, RunningHash.atStart().head());
    return new SqliteEventStore({
      folder,
      db,
      lock,
      running,
      upcasters: options.upcasters ?? new Upcasters(),
      beforeCommit: options.beforeCommit,
    });
  } catch (error) {
    db?.close();
    lock.release();
    throw error;
  }
}

function connect(folder: string): Connection {
  try {
    const db = openToWrite(folder);
    try {
      migrate(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw unopenable(folder, error);
  }
}
