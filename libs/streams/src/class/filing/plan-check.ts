import { type Loaded, localDateOf, type StreamRef } from '@ledger/kernel';
import { type CatalogueState, occupationsRef, projectsRef } from '../../catalogue';
import { orgRef, type OrgState } from '../../org';
import type { PolicyState } from '../../policy';
import type { ClassPlan } from '../class.events';

/** What a plan is checked against. */
export type PlanFacts = {
  policy: Loaded<PolicyState>;
  projects: Loaded<CatalogueState>;
  occupations: Loaded<CatalogueState>;
  institution: Loaded<OrgState>;
  evaluator: Loaded<OrgState> | undefined;
};

/** A plan, the day that counts as its filing, and the facts. The same checks for a filing, its approval and an amendment. */
export interface PlanCheck {
  readonly plan: ClassPlan;
  readonly filedOn: string;
  readonly facts: PlanFacts;
}

/** The streams to look at; none for a plan that is not there, which the order of steps refuses. */
export function planNeeds(plan: ClassPlan | undefined): { [K in keyof PlanFacts]?: StreamRef } {
  if (!plan) return {};
  return {
    projects: projectsRef,
    occupations: occupationsRef,
    institution: orgRef(plan.institution),
    evaluator: plan.evaluator === undefined ? undefined : orgRef(plan.evaluator),
  };
}

/** 开班日: the Shanghai date of the first session; date rules (rate, listing, age, category) use it. */
export const startOf = (plan: ClassPlan): string => localDateOf(plan.startsAt);
