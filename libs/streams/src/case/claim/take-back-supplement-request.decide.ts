import { accept, defineCommand, judge, refuse } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { TakeBackSupplementRequest } from './take-back-supplement-request.command';

const act = { zh: '收回补正要求', en: 'take back the request for supplements' };
const rules = [
  inOrder(act, ['supplements'], {
    zh: '只有待补正的申请可以收回；已补齐的继续受理，材料仍不符的重新要求补正',
    en: 'it is open while supplements are outstanding; once they are supplied go on, or ask again for what still does not fit',
  }),
  otherPersonThan(act, 'submitter'),
];

export const takeBackSupplementRequest = defineCommand<TakeBackSupplementRequest, TakeBackSupplementRequest, CaseState>(
  {
    name: 'TakeBackSupplementRequest',
    zh: '收回补正要求',
    en: 'Take back the request for supplements',
    shape: TakeBackSupplementRequest,
    stream: caseStream,
    target: ({ caseId }) => caseId,
    subject: subjectOfCase,
    decide(_command, state, context) {
      const { refusal, evidence } = judge(rules, actOn(state, context));
      if (refusal) return refuse(refusal, evidence);
      const corrects = correcting(context, state.supplementsVersion);
      return accept(caseEvent('SupplementRequestTakenBack', {}, corrects), { evidence });
    },
  },
);
