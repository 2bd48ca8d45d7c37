import type { SealedValue } from '@ledger/kernel';
import type { KeyVault } from '../key-vault.port';
import { withKeys } from '../with-keys';

/** Seals as every caller does: the key is fetched where it is not at hand. */
export const sealedBy = async (vault: KeyVault, owner: string, value: string): Promise<SealedValue> =>
  withKeys(vault, () => vault.seal(owner, value));

export const taggedBy = async (vault: KeyVault, person: string, value: string): Promise<string | undefined> =>
  withKeys(vault, () => vault.tag(person, value));
