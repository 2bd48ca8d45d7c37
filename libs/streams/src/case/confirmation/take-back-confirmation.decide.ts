import { accept, defineCommand, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { neverDispatched } from '../rules/never-dispatched.rule';
import { otherPersonThan } from '../rules/other-person.rule';
import { TakeBackConfirmation } from './take-back-confirmation.command';

const act = { zh: '收回确认', en: 'take the confirmation back' };
const rules: readonly Rule<Act>[] = [
  inOrder(act, ['confirmed'], {
    zh: '只有已确认的申请可以收回确认',
    en: 'only a confirmed claim can go back before its confirmation',
  }),
  neverDispatched(act),
  otherPersonThan(act, 'submitter', 'first-reviewer', 'second-reviewer'),
];

export const takeBackConfirmation = defineCommand<TakeBackConfirmation, TakeBackConfirmation, CaseState>({
  name: 'TakeBackConfirmation',
  zh: '收回确认',
  en: 'Take back the confirmation',
  shape: TakeBackConfirmation,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ConfirmationTakenBack', {}, correcting(context, state.confirmedVersion)), { evidence });
  },
});
