import type { StreamRef, StreamType } from '@ledger/kernel';
import { evolveCatalogue } from './catalogue.evolve';
import { initialCatalogue, type CatalogueState } from './catalogue.state';

export const catalogueStream: StreamType<CatalogueState> = {
  prefix: 'catalogue',
  stateVersion: 1,
  snapshotEvery: 200,
  initial: initialCatalogue,
  evolve: evolveCatalogue,
  effects: {},
};

/** 培训项目目录: `catalogue-PROJECT`. */
export const projectsRef: StreamRef<CatalogueState> = { type: catalogueStream, id: 'PROJECT' };

/** 职业目录: `catalogue-OCCUPATION`. */
export const occupationsRef: StreamRef<CatalogueState> = { type: catalogueStream, id: 'OCCUPATION' };
