import type { YearBasis } from '../../vocabulary';
import type { PersonState } from '../person.state';

/** 当年已占名额: how many live slots fall in the year under a basis; the slots of one command may be left out. */
export function slotsInYear(state: PersonState, basis: YearBasis, year: number, exceptCommandId?: string): number {
  let count = 0;
  for (const slot of Object.values(state.slots)) {
    if (slot.years[basis] === year && slot.commandId !== exceptCommandId) count += 1;
  }
  return count;
}
