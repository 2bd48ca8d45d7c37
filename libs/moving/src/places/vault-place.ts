import { bringSqliteVault } from '@ledger/vault';

/** Where a vault is: in a folder, or in a database of MongoDB. */
export type VaultPlace = { readonly folder: string } | { readonly url: string; readonly database: string };

/** The driver is loaded only where it is asked for. */
const onMongo = (): typeof import('./mongo-vaults') => require('./mongo-vaults') as typeof import('./mongo-vaults');

/**
 * Brings a vault to where its log was moved: keys, documents and journal, sealed as they are; the blind index is made anew from
 * the log. False where neither of two stores holds it, as between two databases, whose own tools move them.
 * @throws VaultError
 */
export async function moveVault(from: VaultPlace, to: VaultPlace): Promise<boolean> {
  if ('folder' in from && 'folder' in to) return bringSqliteVault(from.folder, to.folder);
  if ('folder' in from && 'url' in to) await onMongo().folderVaultIntoMongo(from.folder, to);
  else if ('url' in from && 'folder' in to) await onMongo().mongoVaultIntoFolder(from, to.folder);
  else return false;
  return true;
}

/** Before the log is moved: that its vault can follow. @throws VaultError */
export async function assertVaultCanFollow(from: VaultPlace, to: VaultPlace): Promise<void> {
  if ('folder' in from && 'url' in to) await onMongo().assertMongoTakesVault(from.folder, to);
}

/** Which keys a vault in a database says were destroyed. */
export const destroyedAt = (place: Extract<VaultPlace, { readonly url: string }>) => onMongo().destroyedInMongo(place);
