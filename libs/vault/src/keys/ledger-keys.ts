import { createHmac, randomBytes } from 'node:crypto';
import { VaultDamaged, WrongMasterKey } from '../vault-errors';
import { KEY_BYTES, openBytes, sealBytes } from './sealing';

const NAMES = ['pseudonym', 'certificate', 'digest', 'journal'] as const;
type LedgerKeyName = (typeof NAMES)[number];

/** 台账密钥: the ledger's own HMAC keys, random, made once; a ledger's names and digests cannot be compared with another's. */
export type LedgerKeys = Readonly<Record<LedgerKeyName, Buffer>>;

/** Tells a wrong master key from a damaged store. */
const CHECK = 'check';

const checkValue = (masterKey: Uint8Array): Buffer =>
  createHmac('sha256', masterKey).update('skill-ledger vault check').digest();

const bound = (name: LedgerKeyName): Buffer => Buffer.from(`ledger|${name}`);

/** New ones, as they are stored: each sealed under the master key, and a check of it. */
export function newLedgerKeys(masterKey: Uint8Array): ReadonlyMap<string, Buffer> {
  const keys = NAMES.map((name) => [name, sealBytes(masterKey, randomBytes(KEY_BYTES), bound(name))] as const);
  return new Map<string, Buffer>([[CHECK, checkValue(masterKey)], ...keys]);
}

/** @throws WrongMasterKey, VaultDamaged */
export function openLedgerKeys(stored: ReadonlyMap<string, Uint8Array>, masterKey: Uint8Array): LedgerKeys {
  const opened = NAMES.map((name) => openBytes(masterKey, stored.get(name) ?? Buffer.alloc(0), bound(name)));
  const check = stored.get(CHECK);
  const checks = check !== undefined && checkValue(masterKey).equals(check);
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

/** Keyed hash, 64 hex digits. */
const keyedHash = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('hex');

/** The names that a ledger gives by its keys. */
export const pseudonymUnder = (keys: LedgerKeys, normalisedIdNumber: string): string =>
  keyedHash(keys.pseudonym, normalisedIdNumber).slice(0, 32);

export const certificateIdUnder = (keys: LedgerKeys, kind: string, normalisedNumber: string): string =>
  keyedHash(keys.certificate, `${kind}|${normalisedNumber}`).slice(0, 32);

export const digestUnder = (keys: LedgerKeys, canonical: string): string => keyedHash(keys.digest, canonical);
