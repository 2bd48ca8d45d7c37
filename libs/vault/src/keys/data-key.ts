import { createHmac, randomBytes } from 'node:crypto';
import type { KeyState } from '../key-vault.port';
import { VaultDamaged } from '../vault-errors';
import { KEY_BYTES, openBytes, sealBytes, WRAPPED_BYTES } from './sealing';

/** An unwrapped key, in memory only. */
export interface DataKey {
  readonly person: string;
  readonly generation: number;
  readonly bytes: Buffer;
  /** What every value under this key is bound to. */
  readonly bound: Buffer;
  /** Key of the comparison tags, derived when first needed. */
  tagKey?: Buffer;
}

/** What a store keeps of a key that was destroyed: zeros in its place. */
export const DESTROYED = Buffer.alloc(WRAPPED_BYTES);

const dataKey = (person: string, generation: number, bytes: Buffer): DataKey => ({
  person,
  generation,
  bytes,
  bound: Buffer.from(`value|${person}|${generation}`),
});

export const newDataKey = (person: string, generation: number): DataKey =>
  dataKey(person, generation, randomBytes(KEY_BYTES));

const wrapBound = (person: string, generation: number): Buffer => Buffer.from(`key|${person}|${generation}`);

/** As it lies in a store: sealed under the master key. */
export const wrapKey = (masterKey: Uint8Array, { person, generation, bytes }: DataKey): Buffer =>
  sealBytes(masterKey, bytes, wrapBound(person, generation));

/** @throws VaultDamaged */
export function unwrapKey(masterKey: Uint8Array, person: string, generation: number, wrapped: Uint8Array): DataKey {
  const bytes = openBytes(masterKey, wrapped, wrapBound(person, generation));
  if (bytes?.length === KEY_BYTES) return dataKey(person, generation, bytes);
  throw new VaultDamaged({ zh: '密钥无法解开', en: 'the key cannot be unwrapped' }, { person, generation });
}

/** A key that starts like a destroyed one but is not all zeros has been tampered with, not destroyed. @throws VaultDamaged */
export function isDestroyed(person: string, generation: number, wrapped: Uint8Array): boolean {
  if (DESTROYED.equals(wrapped)) return true;
  if (wrapped.length === WRAPPED_BYTES && wrapped[0] !== 0) return false;
  throw new VaultDamaged({ zh: '密钥不完整', en: 'the key is not whole' }, { person, generation });
}

/** The generation of an owner's newest key, and whether it can still be used; by the bytes alone, without a master key. @throws VaultDamaged */
export const stateOf = (
  person: string,
  newest: { readonly generation: number; readonly wrapped: Uint8Array } | undefined,
): KeyState => ({
  person,
  generation: newest?.generation ?? 0,
  live: newest !== undefined && !isDestroyed(person, newest.generation, newest.wrapped),
});

export const noSuchKey = (person: string, generation: number): VaultDamaged =>
  new VaultDamaged({ zh: '没有这一代密钥', en: 'there is no key of this generation' }, { person, generation });

/** Comparison tag of a value, 32 hex digits. */
export function tagUnder(key: DataKey, value: string): string {
  key.tagKey ??= createHmac('sha256', key.bytes).update('tag').digest();
  return createHmac('sha256', key.tagKey).update(value).digest('hex').slice(0, 32);
}

export function eraseKey(key: DataKey): void {
  key.bytes.fill(0);
  key.tagKey?.fill(0);
}
