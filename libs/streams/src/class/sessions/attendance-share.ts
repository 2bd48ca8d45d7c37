import { listHas } from '@ledger/kernel';
import type { ClassState } from '../class.state';

/**
 * 出勤率: hours at which the case's learner was present, of the hours held, in whole percent rounded down.
 * Rounding down keeps every comparison with a whole percentage exact. 0 while nothing was held.
 */
export function attendanceShare(state: ClassState, caseId: string): number {
  let attended = 0;
  let held = 0;
  for (const { hours, present } of Object.values(state.sessions)) {
    held += hours;
    if (present && listHas(present, caseId)) attended += hours;
  }
  return held === 0 ? 0 : Math.floor((attended * 100) / held);
}
