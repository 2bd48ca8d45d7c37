import { databaseOf } from '@ledger/runtime';
import type { SavedFilters } from '@ledger/saved-filters';
import { openMongoSavedFilters } from '@ledger/saved-filters/mongodb/open-mongo-saved-filters';

/** Saved filters in the database that all service processes share; loaded only where there is one. */
export const sharedFilters = (url: string): Promise<SavedFilters> =>
  openMongoSavedFilters({ url, database: databaseOf(url) });
