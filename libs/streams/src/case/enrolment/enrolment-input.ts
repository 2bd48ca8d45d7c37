import type { Loaded, Protected } from '@ledger/kernel';
import type { CatalogueState, TrainingProject } from '../../catalogue';
import type { ClassPlan, ClassState } from '../../class';
import type { PersonState } from '../../person';
import type { PolicyState } from '../../policy';
import type { CaseState } from '../case.state';
import type { Act } from '../rules/act';
import type { EnrolLearner } from './enrol-learner.command';

export type ProtectedEnrolLearner = Protected<EnrolLearner, 'idNumber'>;

/** What was derived from the ID number before it was sealed. */
export interface EnrolmentDerived {
  readonly idNumberOk: boolean;
  /** Whole years on the day the class starts; absent for a wrong number or an unknown class. */
  readonly age?: number;
}

export type EnrolmentFacts = {
  policy: Loaded<PolicyState>;
  class: Loaded<ClassState>;
  person: Loaded<PersonState>;
  projects: Loaded<CatalogueState>;
  replaced: Loaded<CaseState> | undefined;
};

/** What the rules of an enrolment look at. `startsOn` is empty while the class has no plan. */
export interface EnrolmentInput extends Act {
  readonly command: ProtectedEnrolLearner;
  readonly derived: EnrolmentDerived;
  readonly caseId: string;
  readonly class: ClassState;
  readonly plan: ClassPlan | undefined;
  readonly startsOn: string;
  readonly person: PersonState;
  readonly categories: readonly ProtectedEnrolLearner['primaryCategory'][];
  readonly age: number | undefined;
  readonly noPension: boolean;
  readonly project: TrainingProject | undefined;
  readonly replaced: CaseState | undefined;
  readonly policy: PolicyState;
}
