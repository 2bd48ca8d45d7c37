import { fails, holds, type Rule } from '@ledger/kernel';
import type { ClassState } from '../class.state';

/** B.5-order: attendance and results are of who has a place in the class. */
export const onTheRoster = <M extends { readonly state: ClassState }>(
  casesOf: (matter: M) => readonly string[],
): Rule<M> => ({
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: (matter) => {
    const cases = casesOf(matter);
    const strangers = cases.filter((caseId) => !matter.state.roster[caseId]);
    if (strangers.length === 0) return holds(cases.length);
    const some = strangers.slice(0, 3);
    return fails(
      `${strangers.length} 个个案不在本班名册中（如 ${some.join('、')}）；请核对个案编号，未报名的请先报名。`,
      `${strangers.length} cases are not on the roster of this class (such as ${some.join(', ')}); check their ids, and enrol who is not enrolled.`,
      strangers,
    );
  },
});
