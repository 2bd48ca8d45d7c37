import { defineCommand, factOf, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { ledgerRef } from '../../ledger';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { correctsPolicy, onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { mayHaveBeenPaid, type RateFacts, rateIsLive, rateOf } from './rate-rules';
import { WithdrawRate } from './withdraw-rate.command';

type M = Matter<Protected<WithdrawRate>, PolicyState, RateFacts>;

const isNotConfirmed: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge(matter) {
    const rate = rateOf(matter);
    if (rate?.status !== 'confirmed') return holds(rate?.status ?? null);
    return fails(
      `补贴标准 ${rate.rateId} 已确认；请先撤回确认，或为它设定截止日。`,
      `Rate ${rate.rateId} is confirmed; withdraw the confirmation first, or end the rate.`,
      rate.status,
    );
  },
};

const nobodyWasPaidByIt: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge(matter) {
    const rate = rateOf(matter);
    const { facts, today } = matter.context;
    if (!rate || !mayHaveBeenPaid(rate, facts.ledger.state.clock, today)) return holds(rate?.validFrom ?? null);
    return fails(
      `补贴标准 ${rate.rateId} 自 ${rate.validFrom} 起已执行，不得改动；请为它设定截止日，再录入新标准。`,
      `Rate ${rate.rateId} has been in force since ${rate.validFrom} and stays as it is; end it and add a new one.`,
      rate.validFrom,
    );
  },
};

export const withdrawRate = defineCommand<WithdrawRate, Protected<WithdrawRate>, PolicyState, RateFacts>({
  ...onPolicy,
  name: 'WithdrawRate',
  zh: '撤回补贴标准',
  en: 'Withdraw a rate',
  shape: WithdrawRate,
  needs: () => ({ ledger: ledgerRef }),
  decide: (command, state, context) =>
    decideBy<M>(
      [byPublishedDocument, rateIsLive, isNotConfirmed, nobodyWasPaidByIt],
      { command, state, context },
      () => {
        const { rateId } = command;
        return { events: policyEvent('RateWithdrawn', { rateId }, correctsPolicy(state.rates[rateId]?.addedBy)) };
      },
      [factOf(context.facts.ledger, 'clock', context.facts.ledger.state.clock ?? null)],
    ),
});
