import type Database from 'better-sqlite3';
import { newLedgerKeys, openLedgerKeys, type LedgerKeys } from '../keys/ledger-keys';

/** Inside the transaction that makes a new vault. */
export function makeLedgerKeys(db: Database.Database, masterKey: Uint8Array): void {
  const insert = db.prepare('INSERT INTO ledger_keys (name, wrapped) VALUES (?, ?)');
  for (const [name, wrapped] of newLedgerKeys(masterKey)) insert.run(name, wrapped);
}

export function hasLedgerKeys(db: Database.Database): boolean {
  return db.prepare('SELECT 1 FROM ledger_keys').get() !== undefined;
}

/** @throws WrongMasterKey, VaultDamaged */
export function readLedgerKeys(db: Database.Database, masterKey: Uint8Array): LedgerKeys {
  const rows = db.prepare<[], { name: string; wrapped: Buffer }>('SELECT name, wrapped FROM ledger_keys').all();
  return openLedgerKeys(new Map(rows.map((row) => [row.name, row.wrapped])), masterKey);
}
