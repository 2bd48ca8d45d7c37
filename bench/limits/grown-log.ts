import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** Ids of cases, classes, commands (UUIDs), pseudonyms and hashes (32 hex digits), and payment ids that begin with one. */
const ID =
  /[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})|\b[0-9a-f]{8}(?=[0-9a-f]{24}(?:\b|[0-9a-z]{3}\b))/g;
/** What a copy repeats: the subjects. Policy, catalogues, organisations and fund lines would only grow longer. */
const SUBJECTS = /^(case|class|person|certificate|publicity|batch|command)-/;

/**
 * Makes a log of about that many events out of a real one: the subjects' streams are repeated under other ids, so that
 * there are more streams and not longer ones. Bytes are canonical and hashed like the ledger's own. Returns the count.
 */
export function growLog(source: string, folder: string, events: number): number {
  mkdirSync(folder, { recursive: true });
  const from = new Database(join(source, 'log.db'), { readonly: true });
  // The grown log begins as its source, so that the source's head holds for it, older as it is.
  copyFileSync(join(source, 'head'), join(folder, 'head'));
  const file = join(folder, 'log.db');
  from.prepare('VACUUM INTO ?').run(file);
  const rows = from.prepare('SELECT stream, version, type, event FROM events ORDER BY position').raw();
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  const insert = db.prepare(
    'INSERT INTO events (position, stream, version, type, event, hash) VALUES (?, ?, ?, ?, ?, ?)',
  );
  let position = db.prepare('SELECT max(position) FROM events').pluck().get() as number;
  db.exec('BEGIN');
  for (let copy = 1; position < events; copy++) {
    const mask = Math.imul(copy, 0x9e3779b1) >>> 0;
    const other = (id: string): string => ((Number.parseInt(id, 16) ^ mask) >>> 0).toString(16).padStart(8, '0');
    for (const row of rows.iterate() as IterableIterator<[string, number, string, string]>) {
      const [stream, version, type, event] = row;
      if (!SUBJECTS.test(stream) || position >= events) continue;
      const text = event.replace(ID, other);
      insert.run(
        ++position,
        stream.replace(ID, other),
        version,
        type,
        text,
        createHash('sha256').update(text).digest(),
      );
    }
  }
  db.exec('COMMIT');
  db.pragma('journal_mode = WAL');
  db.close();
  from.close();
  return position;
}
