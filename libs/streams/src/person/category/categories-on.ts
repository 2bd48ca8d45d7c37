import type { PersonCategory } from '../../vocabulary';
import type { PersonState } from '../person.state';

/** 人员类别 that hold on a date (A-004: as of the training date), each once, in order of recording. */
export function categoriesOn(state: PersonState, date: string): PersonCategory[] {
  const found = new Set<PersonCategory>();
  for (const { category, validFrom, validTo, withdrawn } of state.categories) {
    if (!withdrawn && validFrom <= date && (validTo === undefined || date <= validTo)) found.add(category);
  }
  return [...found];
}
