import type { WorkingCalendar } from '@ledger/kernel';
import type { PolicyState } from '../policy.state';

/** 工作日历: of the years that were published; a day of another year is never guessed. */
export const workingCalendar = (policy: PolicyState): WorkingCalendar => ({ years: policy.years });
