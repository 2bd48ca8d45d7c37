import Database from 'better-sqlite3';
import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Snapshot, SnapshotStore } from '../snapshot-store.port';
import { isCorrupt } from './sqlite-fault';

const CACHE_FILE = 'cache.db';
/** Of the tables below; a file of another format is made anew. */
const FORMAT = 2;

/**
 * Snapshots and process checkpoints in `<folder>/cache.db`. Both can be lost without harm, so nothing here is synced:
 * a lost snapshot is folded again, a lost checkpoint delivers again what its commands have answered already. For the same
 * reason a row that is not what was kept is no row, and a file that cannot be read is made anew.
 */
export class SqliteCache implements SnapshotStore {
  private readonly db: Database.Database;
  private readonly selectSnapshot: Database.Statement<[string]>;
  private readonly upsertSnapshot: Database.Statement;
  private readonly selectCheckpoint: Database.Statement<[string]>;
  private readonly upsertCheckpoint: Database.Statement;

  constructor(folder: string) {
    this.db = openCache(join(folder, CACHE_FILE));
    this.selectSnapshot = this.db.prepare(
      'SELECT stream, version, state_version AS stateVersion, event_id AS eventId, state, sum FROM snapshots WHERE stream = ?',
    );
    this.upsertSnapshot = this.db.prepare(
      `INSERT INTO snapshots VALUES (@stream, @version, @stateVersion, @eventId, @state, @sum)
       ON CONFLICT (stream) DO UPDATE SET
         version = @version, state_version = @stateVersion, event_id = @eventId, state = @state, sum = @sum`,
    );
    this.selectCheckpoint = this.db.prepare('SELECT position, sum FROM checkpoints WHERE name = ?');
    this.upsertCheckpoint = this.db.prepare(
      'INSERT INTO checkpoints VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position, sum = excluded.sum',
    );
  }

  find(stream: string): Snapshot | undefined {
    const row = this.selectSnapshot.get(stream) as (Snapshot & { sum: string }) | undefined;
    if (!row) return undefined;
    const { sum, ...snapshot } = row;
    return sum === sumOf(snapshot) ? snapshot : undefined;
  }

  keep(snapshot: Snapshot): void {
    this.upsertSnapshot.run({ ...snapshot, sum: sumOf(snapshot) });
  }

  /** Where a process has got to; 0 when it never ran. */
  checkpoint(name: string): number {
    const row = this.selectCheckpoint.get(name) as { position: number; sum: string } | undefined;
    return row && row.sum === sumOf([name, row.position]) ? row.position : 0;
  }

  keepCheckpoints(positions: ReadonlyMap<string, number>): void {
    for (const [name, position] of positions) this.upsertCheckpoint.run(name, position, sumOf([name, position]));
  }

  close(): void {
    this.db.close();
  }
}

const sumOf = (row: Snapshot | readonly [string, number]): string =>
  hash(
    'sha256',
    JSON.stringify('state' in row ? [row.stream, row.version, row.stateVersion, row.eventId, row.state] : row),
  );

function openCache(file: string): Database.Database {
  try {
    const db = new Database(file);
    if (isSound(db)) return prepared(db);
    db.close();
  } catch (error) {
    if (!isCorrupt(error)) throw error;
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return prepared(new Database(file));
}

function isSound(db: Database.Database): boolean {
  try {
    const format = db.pragma('user_version', { simple: true });
    const isNew = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
    return isNew || (format === FORMAT && db.pragma('quick_check(1)', { simple: true }) === 'ok');
  } catch (error) {
    if (isCorrupt(error)) return false;
    throw error;
  }
}

function prepared(db: Database.Database): Database.Database {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.exec(`CREATE TABLE IF NOT EXISTS snapshots (
      stream TEXT PRIMARY KEY, version INTEGER NOT NULL, state_version INTEGER NOT NULL, event_id TEXT NOT NULL,
      state TEXT NOT NULL, sum TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS checkpoints (name TEXT PRIMARY KEY, position INTEGER NOT NULL, sum TEXT NOT NULL) WITHOUT ROWID;`);
  db.pragma(`user_version = ${FORMAT}`);
  return db;
}
