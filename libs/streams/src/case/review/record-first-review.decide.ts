import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { RecordFirstReview } from './record-first-review.command';

const act = { zh: '初审', en: 'record the first review' };
const rules = [
  inOrder(act, ['accepted'], {
    zh: '受理之后方可初审，且只做一次；有误的先收回原初审',
    en: 'it follows the acceptance and is made once; a wrong one is taken back first',
  }),
  otherPersonThan(act, 'submitter'),
];

export const recordFirstReview = defineCommand<RecordFirstReview, RecordFirstReview, CaseState>({
  name: 'RecordFirstReview',
  zh: '初审',
  en: 'Record the first review',
  shape: RecordFirstReview,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ verdict, opinion }, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ClaimFirstReviewed', { verdict, opinion }), { evidence });
  },
});
