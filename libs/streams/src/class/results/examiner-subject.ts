import type { Loaded, Subject } from '@ledger/kernel';
import { type CatalogueState, projectEver } from '../../catalogue';
import type { ClassState } from '../class.state';

/** Whose the results are: the evaluation body's, or, for a training completion certificate, of who ran the class. */
export function examinerSubject(
  _command: unknown,
  { plan }: ClassState,
  { projects }: { projects: Loaded<CatalogueState> },
): Subject {
  if (!plan) return { unit: 'XC', orgs: [] };
  const own = projectEver(projects.state, plan.projectId)?.certKind === 'TRAINING_COMPLETION';
  if (own) return { unit: plan.unit, orgs: [plan.institution] };
  return { unit: plan.unit, orgs: plan.evaluator === undefined ? [] : [plan.evaluator] };
}
