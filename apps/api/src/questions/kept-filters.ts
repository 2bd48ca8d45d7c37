import { Inject, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { ledgerOptionsOf } from '@ledger/operating';
import { openSqliteSavedFilters, type SavedFilters } from '@ledger/saved-filters';
import { CONFIGURATION, type Configuration } from '../configuration/configuration';

/** The token under which saved filters are injected. */
export const SAVED_FILTERS = Symbol('saved filters');

/** Closes them with the application. */
class KeptFiltersEnd implements OnApplicationShutdown {
  constructor(@Inject(SAVED_FILTERS) private readonly kept: SavedFilters) {}

  async onApplicationShutdown(): Promise<void> {
    await this.kept.close();
  }
}

/** Saved filters beside the views: in the ledger's folder, or in the database that all service processes share. */
export const keptFilters: readonly Provider[] = [
  {
    provide: SAVED_FILTERS,
    useFactory: (configuration: Configuration) => {
      const { folder, mongo } = ledgerOptionsOf(configuration);
      if (!mongo) return openSqliteSavedFilters(folder);
      return (require('../shared-kept') as typeof import('../shared-kept')).sharedFilters(mongo.url);
    },
    inject: [CONFIGURATION],
  },
  KeptFiltersEnd,
];
