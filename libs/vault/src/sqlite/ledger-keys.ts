import { createHmac, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import { VaultDamaged, WrongMasterKey } from '../vault-errors';
import { KEY_BYTES, openBytes, sealBytes } from './sealing';

const NAMES = ['pseudonym', 'certificate', 'digest', 'journal'] as const;
type LedgerKeyName = (typeof NAMES)[number];

/** 台账密钥: the ledger's own HMAC keys, random, made once; a ledger's names and digests cannot be compared with another's. */
export type LedgerKeys = Readonly<Record<LedgerKeyName, Buffer>>;

/** Tells a wrong master key from a damaged file. */
const CHECK = 'check';

const checkValue = (masterKey: Uint8Array): Buffer =>
  createHmac('sha256', masterKey).update('skill-ledger vault check').digest();

const bound = (name: LedgerKeyName): Buffer => Buffer.from(`ledger|${name}`);

/** Inside the transaction that makes a new vault. */
export function makeLedgerKeys(db: Database.Database, masterKey: Uint8Array): void {
  const insert = db.prepare('INSERT INTO ledger_keys (name, wrapped) VALUES (?, ?)');
  insert.run(CHECK, checkValue(masterKey));
  for (const name of NAMES) insert.run(name, sealBytes(masterKey, randomBytes(KEY_BYTES), bound(name)));
}

export function hasLedgerKeys(db: Database.Database): boolean {
  return db.prepare('SELECT 1 FROM ledger_keys').get() !== undefined;
}

/** @throws WrongMasterKey, VaultDamaged */
export function readLedgerKeys(db: Database.Database, masterKey: Uint8Array): LedgerKeys {
  const rows = db.prepare<[], { name: string; wrapped: Buffer }>('SELECT name, wrapped FROM ledger_keys').all();
  const wrapped = new Map(rows.map((row) => [row.name, row.wrapped]));
  const opened = NAMES.map((name) => openBytes(masterKey, wrapped.get(name) ?? Buffer.alloc(0), bound(name)));
  const checks = wrapped.get(CHECK)?.equals(checkValue(masterKey)) ?? false;
  if (!checks && opened.every((key) => key === undefined)) {
    throw new WrongMasterKey(
      '主密钥不对:此密钥库由另一主密钥建立',
      'wrong master key: this vault was made with another one',
    );
  }
  const [pseudonym, certificate, digest, journal] = opened;
  if (!checks || !pseudonym || !certificate || !digest || !journal) {
    throw new VaultDamaged({ zh: '台账密钥与主密钥不符', en: 'the ledger keys do not fit the master key' }, {});
  }
  return { pseudonym, certificate, digest, journal };
}
