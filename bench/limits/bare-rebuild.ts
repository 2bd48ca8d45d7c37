import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BareReader } from './bare-read';

/** The limit of a rebuild: an ordered scan, JSON.parse of every event, and one row per case written at the end. */
export function bareRebuild(folder: string, into: string): number {
  const file = join(into, 'bare-views.db');
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const reader = new BareReader(folder);
  const cases = new Map<string, { type: string; version: number }>();
  const events = reader.scan(({ stream, type, version }) => {
    if (!stream.startsWith('case-')) return;
    const row = cases.get(stream);
    if (row) {
      row.type = type;
      row.version = version;
    } else cases.set(stream, { type, version });
  });
  reader.close();
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE cases (key TEXT PRIMARY KEY, type TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID');
  const insert = db.prepare('INSERT INTO cases VALUES (?, ?, ?)');
  db.exec('BEGIN');
  for (const key of [...cases.keys()].toSorted()) {
    const row = cases.get(key);
    if (row) insert.run(key, row.type, row.version);
  }
  db.exec('COMMIT');
  db.close();
  return events;
}
