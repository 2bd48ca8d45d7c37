import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { Snapshot, SnapshotStore } from '../snapshot-store.port';

/**
 * Snapshots and process checkpoints in `<folder>/cache.db`. Both can be lost without harm, so nothing here is synced:
 * a lost snapshot is folded again, a lost checkpoint delivers again what its commands have answered already.
 */
export class SqliteCache implements SnapshotStore {
  private readonly db: Database.Database;
  private readonly selectSnapshot: Database.Statement<[string]>;
  private readonly upsertSnapshot: Database.Statement;
  private readonly selectCheckpoint: Database.Statement<[string]>;
  private readonly upsertCheckpoint: Database.Statement;

  constructor(folder: string) {
    this.db = new Database(join(folder, 'cache.db'));
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = OFF');
    this.db.exec(`CREATE TABLE IF NOT EXISTS snapshots (
        stream TEXT PRIMARY KEY, version INTEGER NOT NULL, state_version INTEGER NOT NULL, event_id TEXT NOT NULL, state TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS checkpoints (name TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;`);
    this.selectSnapshot = this.db.prepare(
      'SELECT stream, version, state_version AS stateVersion, event_id AS eventId, state FROM snapshots WHERE stream = ?',
    );
    this.upsertSnapshot = this.db.prepare(
      `INSERT INTO snapshots VALUES (@stream, @version, @stateVersion, @eventId, @state)
       ON CONFLICT (stream) DO UPDATE SET version = @version, state_version = @stateVersion, event_id = @eventId, state = @state`,
    );
    this.selectCheckpoint = this.db.prepare('SELECT position FROM checkpoints WHERE name = ?').pluck();
    this.upsertCheckpoint = this.db.prepare(
      'INSERT INTO checkpoints VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position',
    );
  }

  find(stream: string): Snapshot | undefined {
    return this.selectSnapshot.get(stream) as Snapshot | undefined;
  }

  keep(snapshot: Snapshot): void {
    this.upsertSnapshot.run(snapshot);
  }

  /** Where a process has got to; 0 when it never ran. */
  checkpoint(name: string): number {
    return (this.selectCheckpoint.get(name) as number | undefined) ?? 0;
  }

  keepCheckpoint(name: string, position: number): void {
    this.upsertCheckpoint.run(name, position);
  }

  close(): void {
    this.db.close();
  }
}
