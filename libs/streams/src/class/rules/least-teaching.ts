import { projectEver } from '../../catalogue';
import type { ClassPlan } from '../class.events';
import { rateOfPlan, type RateSources } from '../money/class-rate';

/** 最低学时与天数 (B.4): what the project and the rate that the class is paid by ask for. */
export function leastTeaching(plan: ClassPlan, sources: RateSources): { minHours: number; minDays: number } {
  const rate = rateOfPlan(plan, sources);
  const minHours = Math.max(projectEver(sources.projects, plan.projectId)?.hours ?? 0, rate?.minHours ?? 0);
  return { minHours, minDays: rate?.minDays ?? 0 };
}

/** Class hours in all, and on how many days. */
export const taughtIn = (sessions: readonly { readonly on: string; readonly hours: number }[]) => ({
  hours: sessions.reduce((sum, session) => sum + session.hours, 0),
  days: new Set(sessions.map(({ on }) => on)).size,
});
