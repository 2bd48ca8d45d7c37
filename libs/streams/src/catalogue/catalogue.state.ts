import type { Occupation, TrainingProject } from './catalogue.events';

export interface Listed<T> {
  readonly entry: T;
  readonly listedFrom: string;
  /** Exclusive end: not listed from this day on. */
  readonly delistedFrom?: string;
  readonly withdrawn?: boolean;
  /** Versions on the catalogue's stream of the events that listed and de-listed it. */
  readonly listedBy: number;
  readonly delistedBy?: number;
}

/** 目录状况: an id never comes to mean something else; only an entry that was withdrawn as an error is replaced. */
export interface CatalogueState {
  projects: Record<string, Listed<TrainingProject>>;
  occupations: Record<string, Listed<Occupation>>;
}

export const initialCatalogue = (): CatalogueState => ({ projects: {}, occupations: {} });
