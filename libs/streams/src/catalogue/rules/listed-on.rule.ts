import type { Occupation, TrainingProject } from '../catalogue.events';
import type { CatalogueState, Listed } from '../catalogue.state';

const on = <T>(listed: Listed<T> | undefined, onDate: string): T | undefined =>
  listed &&
  !listed.withdrawn &&
  listed.listedFrom <= onDate &&
  (listed.delistedFrom === undefined || onDate < listed.delistedFrom)
    ? listed.entry
    : undefined;

/** 当日在目录的项目: the project, if it was listed on that day. */
export const projectOn = (state: CatalogueState, projectId: string, onDate: string): TrainingProject | undefined =>
  on(state.projects[projectId], onDate);

/** The project, if it ever was in the catalogue: what older classes refer to. */
export const projectEver = (state: CatalogueState, projectId: string): TrainingProject | undefined =>
  state.projects[projectId]?.entry;

/** 当日在目录的职业. */
export const occupationOn = (state: CatalogueState, occupationId: string, onDate: string): Occupation | undefined =>
  on(state.occupations[occupationId], onDate);

export const occupationEver = (state: CatalogueState, occupationId: string): Occupation | undefined =>
  state.occupations[occupationId]?.entry;
