import { allSqliteSavedFilters, openSqliteSavedFilters } from '@ledger/saved-filters';
import type { VaultPlace } from './vault-place';

/**
 * Copies what people have saved for their own work to where their ledger was moved; what is there under the same name is replaced.
 * Returns how many.
 */
export async function moveSavedFilters(from: VaultPlace, to: VaultPlace): Promise<number> {
  const all = 'folder' in from ? [...allSqliteSavedFilters(from.folder)] : await onMongo().allMongoSavedFilters(from);
  if (all.length === 0) return 0;
  const kept = 'folder' in to ? openSqliteSavedFilters(to.folder) : await onMongo().openMongoSavedFilters(to);
  try {
    for (const { owner, filter } of all) await kept.save(owner, filter, Number.MAX_SAFE_INTEGER);
  } finally {
    await kept.close();
  }
  return all.length;
}

const onMongo = (): typeof import('./mongo-vaults') => require('./mongo-vaults') as typeof import('./mongo-vaults');
