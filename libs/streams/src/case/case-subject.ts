import type { Subject } from '@ledger/kernel';
import type { CaseState } from './case.state';

/** Whose the case is: the unit of the place of training, the organisation that trains, the learner. */
export const subjectOfCase = (_command: object, state: CaseState): Subject => ({
  unit: state.unit ?? '',
  orgs: state.institution === undefined ? [] : [state.institution],
  person: state.person,
});
