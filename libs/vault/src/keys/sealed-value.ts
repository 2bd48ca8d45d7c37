import type { SealedValue } from '@ledger/kernel';
import { VaultDamaged } from '../vault-errors';
import type { DataKey } from './data-key';
import { openBytes, sealBytes } from './sealing';

const VALUE_CHARACTERS_MAX = 16 * 1024 * 1024;

/** @throws RangeError for a text that would not come back as it is */
export function refuseUnsealable(value: string): void {
  if (value.length > VALUE_CHARACTERS_MAX) {
    throw new RangeError(`a sealed value may have ${VALUE_CHARACTERS_MAX} characters`);
  }
  // Half a character would come back as another one.
  if (/\p{Surrogate}/u.test(value)) throw new RangeError('a sealed value must be well-formed Unicode');
}

export const sealValue = ({ person, generation, bytes, bound }: DataKey, value: string): SealedValue => ({
  person,
  generation,
  cipher: sealBytes(bytes, value, bound).toString('base64'),
});

/** Undefined where the key is destroyed. @throws VaultDamaged */
export function openValue(value: SealedValue, key: DataKey | undefined): string | undefined {
  if (!key) return undefined;
  const plain = openBytes(key.bytes, Buffer.from(value.cipher, 'base64'), key.bound);
  if (plain) return plain.toString('utf8');
  const { person, generation } = value;
  throw new VaultDamaged({ zh: '密文与密钥不符', en: 'the ciphertext does not fit the key' }, { person, generation });
}
