import { accept, defineCommand, factOf, judge, refuse, type Loaded, type Rule } from '@ledger/kernel';
import { classRef, type ClassState } from '../../class';
import type { PolicyState } from '../../policy';
import { caseEvent, type CaseRecorded } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { droppedRecoveries } from '../correction/money-change';
import { moneyBackEffects, moneyBackOf, slotBackEffect } from '../money-back';
import { recoveryPostings } from '../recovery/recovery-postings';
import { actOn, NO_CLASS, type Act } from '../rules/act';
import { inOrder } from '../rules/in-order.rule';
import { notAtBank } from '../rules/not-at-bank.rule';
import { nothingRepaid } from '../rules/nothing-repaid.rule';
import { LIVE_STEPS } from '../step-names';
import { WithdrawClaim } from './withdraw-claim.command';

type F = { policy: Loaded<PolicyState>; class: Loaded<ClassState> };

const act = { zh: '撤回申请', en: 'withdraw the claim' };
const rules: readonly Rule<Act>[] = [
  inOrder(act, LIVE_STEPS, { zh: '只有办理中的申请可以撤回', en: 'only a claim that is under way can be withdrawn' }),
  notAtBank(act),
  nothingRepaid(act),
];

export const withdrawClaim = defineCommand<WithdrawClaim, WithdrawClaim, CaseState, F>({
  name: 'WithdrawClaim',
  zh: '撤回申请',
  en: 'Withdraw the claim',
  shape: WithdrawClaim,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs: (_command, { classId }) => ({ class: classRef(classId ?? NO_CLASS) }),
  subject: subjectOfCase,
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, actOn(state, context));
    if (refusal) return refuse(refusal, evidence);
    const { class: held } = context.facts;
    const effect = moneyBackOf(state, held.state.status);
    return accept(
      [caseEvent('ClaimWithdrawn', { effect, commandId: context.commandId }), ...droppedRecoveries(state, effect)],
      {
        evidence: { ...evidence, facts: [factOf(held, 'status', held.state.status)] },
      },
    );
  },
  after(events, state) {
    const [withdrawn, ...recoveries] = events as readonly CaseRecorded[];
    if (withdrawn?.type !== 'ClaimWithdrawn') return [];
    return [
      ...moneyBackEffects(state, withdrawn.data.effect, 'withdrawn'),
      ...recoveries.flatMap((each) => recoveryPostings(each, state)),
      slotBackEffect(state, 'withdrawn'),
    ];
  },
});
