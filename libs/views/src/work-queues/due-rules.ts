import { addDays, addWorkingDays, type WorkingCalendar } from '@ledger/kernel';
import { parameterOn, workingCalendar, type PolicyState } from '@ledger/streams/policy';

/** 办理时限: how long each step may take (B.5). Absent where the policy sets none. */
export interface DueRules {
  readonly calendar: WorkingCalendar;
  /** Working days. */
  readonly acceptDays?: number;
  readonly reviewDays?: number;
  readonly objectionDays?: number;
  /** Calendar days after the last day of publicity. */
  readonly paymentDays?: number;
}

/** As the policy has it on a date. */
export const dueRulesOf = (policy: PolicyState, onDate: string): DueRules => ({
  calendar: workingCalendar(policy),
  acceptDays: parameterOn<number>(policy, 'accept.workingDays', onDate),
  reviewDays: parameterOn<number>(policy, 'review.workingDays', onDate),
  objectionDays: parameterOn<number>(policy, 'objection.workingDays', onDate),
  paymentDays: parameterOn<number>(policy, 'payment.maxDaysAfterPublicity', onDate),
});

/** The last of that many working days after the date; undefined where there is no limit or the calendar is not known. */
export function workingDays({ calendar }: DueRules, from: string, days: number | undefined): string | undefined {
  if (days === undefined) return undefined;
  const due = addWorkingDays(calendar, from, days);
  return due.ok ? due.value : undefined;
}

export const calendarDays = (from: string, days: number | undefined): string | undefined =>
  days === undefined ? undefined : addDays(from, days);
