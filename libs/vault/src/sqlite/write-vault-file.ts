import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { VaultContents } from '../vault-contents';
import { migrateVault } from './vault-schema';

/** Writes a vault into a new file, for its owner alone; durable when this resolves. */
export async function writeVaultFile(contents: VaultContents, file: string): Promise<void> {
  closeSync(openSync(file, 'wx', 0o600));
  const db = new Database(file);
  try {
    db.pragma('synchronous = FULL');
    migrateVault(db);
    db.exec('BEGIN IMMEDIATE');
    await writeAll(db, contents);
    db.exec('COMMIT');
  } finally {
    db.close();
  }
}

async function writeAll(db: Database.Database, contents: VaultContents): Promise<void> {
  const { head } = contents;
  const ledgerKey = db.prepare('INSERT INTO ledger_keys (name, wrapped) VALUES (?, ?)');
  for (const [name, wrapped] of contents.ledgerKeys) ledgerKey.run(name, wrapped);
  const line = db.prepare(
    `INSERT INTO decryptions (sequence, person, at, actor, purpose, command_id, fields, outcome, previous, hash)
     VALUES (@sequence, @person, @at, @actor, @purpose, @command_id, @fields, @outcome, @previous, @hash)`,
  );
  for await (const row of contents.lines()) line.run(row);
  db.prepare('INSERT INTO journal_head (id, sequence, hash, mac) VALUES (1, ?, ?, ?)').run(
    head.sequence,
    head.hash,
    head.mac,
  );
  const document = db.prepare('INSERT INTO documents (sha256, owner, generation, cipher) VALUES (?, ?, ?, ?)');
  for await (const { sha256, owner, generation, cipher } of contents.documents())
    document.run(sha256, owner, generation, cipher);
  const key = db.prepare('INSERT INTO data_keys (person, generation, wrapped) VALUES (?, ?, ?)');
  const destruction = db.prepare('INSERT INTO destructions (person, generation, at) VALUES (?, ?, ?)');
  for await (const { person, generation, wrapped, destroyedAt } of contents.keys()) {
    key.run(person, generation, wrapped);
    if (destroyedAt !== null) destruction.run(person, generation, destroyedAt);
  }
}
