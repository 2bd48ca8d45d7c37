import { accept, defineCommand, fails, holds, judge, refuse, type Rule } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { actOn } from '../rules/act';
import { correcting } from '../rules/correcting';
import { inOrder } from '../rules/in-order.rule';
import { objectionIs, type OnObjection } from './rules/known-objection.rule';
import { WithdrawObjection } from './withdraw-objection.command';

/** A-083-role: an objection is taken back by who lodged it; anybody else's doubts about it are for its resolution. */
const byWhoLodged: Rule<OnObjection> = {
  ruleId: 'A-083-role',
  clause: '二(三)3',
  judge({ state, actor, objectionId }) {
    const lodgedBy = state.objections[objectionId]?.lodgedBy ?? '';
    if (lodgedBy === actor.id) return holds(lodgedBy);
    return fails(
      `该异议由 ${lodgedBy} 提出，只能由其本人撤回；其他情形由确认人员处理异议。`,
      `The objection was lodged by ${lodgedBy}, who alone may withdraw it; otherwise a confirmer resolves it.`,
      lodgedBy,
    );
  },
};

const rules: readonly Rule<OnObjection>[] = [
  inOrder({ zh: '撤回异议', en: 'withdraw the objection' }, ['publicity', 'publicity-ended'], {
    zh: '异议在确认之前、处理之前撤回',
    en: 'an objection is withdrawn before it is resolved and before the confirmation',
  }),
  objectionIs('open'),
  byWhoLodged,
];

export const withdrawObjection = defineCommand<WithdrawObjection, WithdrawObjection, CaseState>({
  name: 'WithdrawObjection',
  zh: '撤回异议',
  en: 'Withdraw an objection',
  shape: WithdrawObjection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide({ objectionId }, state, context) {
    const { refusal, evidence } = judge(rules, { ...actOn(state, context), objectionId });
    if (refusal) return refuse(refusal, evidence);
    const corrects = correcting(context, state.objections[objectionId]!.version);
    return accept(caseEvent('ObjectionWithdrawn', { objectionId }, corrects), { evidence });
  },
});
