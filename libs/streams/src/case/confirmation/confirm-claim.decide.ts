import { accept, defineCommand, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn, type Act } from '../rules/act';
import { otherPersonThan } from '../rules/other-person.rule';
import { ConfirmClaim } from './confirm-claim.command';
import { afterPublicity, flagsClosed, noFraud, notHeld, objectionsSettled } from './rules/ready-to-confirm.rule';

const rules: readonly Rule<Act>[] = [
  afterPublicity,
  notHeld,
  objectionsSettled,
  flagsClosed,
  noFraud,
  otherPersonThan({ zh: '确认', en: 'confirm the claim' }, 'submitter', 'first-reviewer', 'second-reviewer'),
];

export const confirmClaim = defineCommand<ConfirmClaim, ConfirmClaim, CaseState>({
  name: 'ConfirmClaim',
  zh: '确认',
  en: 'Confirm the claim',
  shape: ConfirmClaim,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    return accept(caseEvent('ClaimConfirmed', { amountFen: state.dueFen }), { evidence });
  },
});
