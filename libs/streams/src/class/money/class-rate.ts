import { localDateOf, multiplyFen } from '@ledger/kernel';
import { type CatalogueState, occupationEver, projectEver } from '../../catalogue';
import type { LedgerState } from '../../ledger';
import { isPayable, parameterOn, type PolicyState, type RateEntry, rateOn } from '../../policy';
import type { ClassPlan, ClassRate } from '../class.events';

export interface RateSources {
  readonly policy: PolicyState;
  readonly projects: CatalogueState;
  readonly occupations: CatalogueState;
}

/** 适用标准: the province's row for what the class teaches, on the day it starts. */
export function rateOfPlan(plan: ClassPlan, { policy, projects, occupations }: RateSources): RateEntry | undefined {
  const project = projectEver(projects, plan.projectId);
  if (!project) return undefined;
  const { certKind, trainingNature, issue, occupationId } = project;
  const occupation = occupationId === undefined ? undefined : occupationEver(occupations, occupationId);
  const on = localDateOf(plan.startsAt);
  return rateOn(policy, {
    certKind,
    level: plan.level,
    trainingNature,
    issue,
    ratePending: occupation?.ratePending,
    on,
  });
}

/**
 * What the class is to hold: head-count × rate, fen. Nothing, and why, where the special account does not pay it: no rate that
 * may be paid (A-086; a rate that is not confirmed is paid by a simulated ledger only), or a start before the first day that it pays.
 */
export function classMoney(
  plan: ClassPlan,
  sources: RateSources,
  ledger: LedgerState,
): { readonly rate: ClassRate; readonly amountFen: number } {
  const row = rateOfPlan(plan, sources);
  const on = localDateOf(plan.startsAt);
  const firstStart = parameterOn<string>(sources.policy, 'fund.firstClassStart', on);
  if (!row || !isPayable(row, ledger.clock))
    return { rate: { rateFen: null, rateId: null, unpayable: 'RATE_PENDING' }, amountFen: 0 };
  const rate = { rateFen: row.amountFen, rateId: row.rateId };
  if (firstStart !== undefined && on < firstStart)
    return { rate: { ...rate, unpayable: 'BEFORE_FIRST_CLASS_START' }, amountFen: 0 };
  return { rate, amountFen: multiplyFen(row.amountFen, plan.headCount) };
}
