import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { TakeBackSecondReview } from './take-back-second-review.command';

const act = { zh: '收回复审', en: 'take back the second review' };
const rules = [
  inOrder(act, ['second-reviewed'], {
    zh: '只有复审后、公示前可以收回；已公示的先撤回公示',
    en: 'it is open between the second review and publicity; after that, withdraw the publicity first',
  }),
  otherPersonThan(act, 'submitter'),
];

export const takeBackSecondReview = defineCommand<TakeBackSecondReview, TakeBackSecondReview, CaseState>({
  name: 'TakeBackSecondReview',
  zh: '收回复审',
  en: 'Take back the second review',
  shape: TakeBackSecondReview,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('SecondReviewTakenBack', {}, correcting(context, state.secondReviewVersion)), { evidence });
  },
});
