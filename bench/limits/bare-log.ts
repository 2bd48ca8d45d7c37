import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** A row of the log's tables as it stands on disk. */
export type LogRow = readonly [stream: string, version: number, type: string, event: string, hash: Buffer];
export type ClaimRow = readonly [commandId: string, name: string, digest: string, target: string, answer: string];

/**
 * The limit of the command side: hand-written inserts into a copy of the ledger's own log, with the same tables, indexes,
 * triggers, PRAGMAs and row bytes, and no thought in between. Checkpoints are SQLite's own.
 */
export class BareLog {
  private readonly db: Database.Database;
  private readonly begin: Database.Statement;
  private readonly commit: Database.Statement;
  private readonly event: Database.Statement;
  private readonly claim: Database.Statement;
  private position: number;

  constructor(source: string, folder: string) {
    const file = join(folder, 'bare.db');
    rmSync(file, { force: true });
    const from = new Database(source, { readonly: true });
    from.prepare('VACUUM INTO ?').run(file);
    from.close();
    this.db = new Database(file);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('cache_size = -65536');
    this.begin = this.db.prepare('BEGIN IMMEDIATE');
    this.commit = this.db.prepare('COMMIT');
    this.event = this.db.prepare(
      'INSERT INTO events (position, stream, version, type, event, hash) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.claim = this.db.prepare(
      'INSERT INTO claims (position, command_id, name, digest, target, sealed, answer) VALUES (?, ?, ?, ?, ?, NULL, ?)',
    );
    this.position = this.db.prepare('SELECT max(position) FROM events').pluck().get() as number;
  }

  /** One transaction with those rows: each entry is one command's events and its claim. */
  write(commands: readonly { readonly events: readonly LogRow[]; readonly claim: ClaimRow }[]): void {
    this.begin.run();
    for (const { events, claim } of commands) {
      const first = this.position + 1;
      for (const row of events) this.event.run(++this.position, ...row);
      this.claim.run(first, ...claim);
    }
    this.commit.run();
  }

  close(): void {
    this.db.close();
  }
}
