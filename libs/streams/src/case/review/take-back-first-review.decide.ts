import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { TakeBackFirstReview } from './take-back-first-review.command';

const act = { zh: '收回初审', en: 'take back the first review' };
const rules = [
  inOrder(act, ['first-reviewed'], {
    zh: '只有初审后、复审前可以收回；复审过的先收回复审',
    en: 'it is open between the first and the second review; after the second, take that back first',
  }),
  otherPersonThan(act, 'submitter'),
];

export const takeBackFirstReview = defineCommand<TakeBackFirstReview, TakeBackFirstReview, CaseState>({
  name: 'TakeBackFirstReview',
  zh: '收回初审',
  en: 'Take back the first review',
  shape: TakeBackFirstReview,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('FirstReviewTakenBack', {}, correcting(context, state.firstReviewVersion)), { evidence });
  },
});
