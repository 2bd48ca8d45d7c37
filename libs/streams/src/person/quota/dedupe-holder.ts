import type { PersonState } from '../person.state';

/** the case whose live slot holds the key, if any other than `exceptCase` does. */
export function dedupeHolder(state: PersonState, key: string, exceptCase?: string): string | undefined {
  for (const slot of Object.values(state.slots)) {
    if (slot.dedupeKey === key && slot.caseId !== exceptCase) return slot.caseId;
  }
  return undefined;
}
