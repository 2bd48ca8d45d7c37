import type { JobStore } from '@ledger/bulk';
import { openMongoJobStore } from '@ledger/bulk/jobs/mongodb/mongo-job-store';
import { databaseOf } from '@ledger/runtime';
import type { SavedFilters } from '@ledger/saved-filters';
import { openMongoSavedFilters } from '@ledger/saved-filters/mongodb/open-mongo-saved-filters';

/* What service processes keep beside the ledger, in the database that they share; loaded only where there is one. */

const placeAt = (url: string) => ({ url, database: databaseOf(url) });

export const sharedFilters = (url: string): Promise<SavedFilters> => openMongoSavedFilters(placeAt(url));

export const sharedJobs = (url: string): Promise<JobStore> => openMongoJobStore(placeAt(url));
