import type { PersonState, Slot } from '../person.state';

/** What A-064 compares: the key, and what it stands for in a graded certificate. */
type Guarded = Pick<Slot, 'dedupeKey' | 'occupationId' | 'level' | 'workType'>;

/**
 * the case whose live slot stands against another one for the same, if any other than `exceptCase` does: the same key, or the
 * same occupation and level unless both name their 工种 and the two differ, for that is left to a person (WORK_TYPE).
 */
export function dedupeHolder(state: PersonState, wanted: Guarded, exceptCase?: string): string | undefined {
  for (const slot of Object.values(state.slots)) {
    if (slot.caseId !== exceptCase && isRepeat(slot, wanted)) return slot.caseId;
  }
  return undefined;
}

function isRepeat(held: Guarded, { dedupeKey, occupationId, level, workType }: Guarded): boolean {
  if (held.dedupeKey === dedupeKey) return true;
  if (occupationId === undefined || level === undefined) return false;
  if (held.occupationId !== occupationId || held.level !== level) return false;
  return held.workType === undefined || workType === undefined || held.workType === workType;
}
