import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { RecordSecondReview } from './record-second-review.command';

const act = { zh: '复审', en: 'record the second review' };
const rules = [
  inOrder(act, ['first-reviewed'], {
    zh: '初审之后方可复审，且只做一次；有误的先收回原复审',
    en: 'it follows the first review and is made once; a wrong one is taken back first',
  }),
  otherPersonThan(act, 'submitter', 'first-reviewer'),
];

export const recordSecondReview = defineCommand<RecordSecondReview, RecordSecondReview, CaseState>({
  name: 'RecordSecondReview',
  zh: '复审',
  en: 'Record the second review',
  shape: RecordSecondReview,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ verdict, opinion }, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ClaimSecondReviewed', { verdict, opinion }), { evidence });
  },
});
