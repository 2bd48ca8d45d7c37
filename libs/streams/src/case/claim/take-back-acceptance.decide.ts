import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { TakeBackAcceptance } from './take-back-acceptance.command';

const act = { zh: '收回受理', en: 'take back the acceptance' };
const rules = [
  inOrder(act, ['accepted'], {
    zh: '只有受理后、初审前可以收回；初审过的先收回初审',
    en: 'it is open between acceptance and the first review; after the first review, take that back first',
  }),
  otherPersonThan(act, 'submitter'),
];

export const takeBackAcceptance = defineCommand<TakeBackAcceptance, TakeBackAcceptance, CaseState>({
  name: 'TakeBackAcceptance',
  zh: '收回受理',
  en: 'Take back the acceptance',
  shape: TakeBackAcceptance,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ClaimAcceptanceTakenBack', {}, correcting(context, state.acceptedVersion)), { evidence });
  },
});
