import { Inject, type OnApplicationShutdown, type Provider } from '@nestjs/common';
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

/** Saved filters beside the ledger, in its folder. */
export const keptFilters: readonly Provider[] = [
  {
    provide: SAVED_FILTERS,
    useFactory: ({ folder }: Configuration) => openSqliteSavedFilters(folder),
    inject: [CONFIGURATION],
  },
  KeptFiltersEnd,
];
