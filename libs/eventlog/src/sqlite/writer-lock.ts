import Database from 'better-sqlite3';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LedgerInUse } from '../event-store.port';
import { isBusy } from './sqlite-fault';

const LOCK_FILE = 'writer.lock';
const WHO_FILE = 'writer.json';

/** Locks in force: one that nobody refers to any more must not fall to the garbage collector before it is released. */
const held = new Set<Database.Database>();

/**
 * That this process alone writes the folder. The lock is SQLite's own on an empty file, which the operating system lifts
 * when the process dies, however it dies; who holds it stands beside it for the message.
 */
export class WriterLock {
  private constructor(
    private readonly db: Database.Database,
    private readonly folder: string,
  ) {}

  /** @throws LedgerInUse */
  static take(folder: string): WriterLock {
    const db = new Database(join(folder, LOCK_FILE), { timeout: 0 });
    try {
      // No journal file: nothing is ever written under this lock.
      db.pragma('journal_mode = MEMORY');
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      throw isBusy(error) ? inUse(folder) : error;
    }
    const who = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
    writeFileSync(join(folder, WHO_FILE), JSON.stringify(who));
    held.add(db);
    return new WriterLock(db, folder);
  }

  release(): void {
    rmSync(join(this.folder, WHO_FILE), { force: true });
    held.delete(this.db);
    this.db.close();
  }
}

function inUse(folder: string): LedgerInUse {
  const { pid, host, since } = writerOf(folder);
  const en = pid === undefined ? 'another process' : `process ${pid} on ${host}, since ${since}`;
  const zh = pid === undefined ? '另一进程' : `${host} 上的进程 ${pid}（自 ${since} 起）`;
  return new LedgerInUse(
    `the ledger in ${folder} is being written by ${en}; end that process first, or open the ledger for reading`,
    `台账目录 ${folder} 正由${zh}写入；请先结束该进程，或以只读方式打开`,
  );
}

function writerOf(folder: string): { pid?: number; host?: string; since?: string } {
  try {
    return JSON.parse(readFileSync(join(folder, WHO_FILE), 'utf8')) as { pid: number; host: string; since: string };
  } catch {
    // The writer may just be starting or ending; the lock alone decides.
    return {};
  }
}
