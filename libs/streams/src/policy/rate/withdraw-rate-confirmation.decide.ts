import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { correctsPolicy, onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { rateIsLive, rateOf } from './rate-rules';
import { WithdrawRateConfirmation } from './withdraw-rate-confirmation.command';

type M = Matter<Protected<WithdrawRateConfirmation>, PolicyState>;

const isConfirmed: Rule<M> = {
  ruleId: 'B.5-order',
  clause: '三(二)',
  judge(matter) {
    const rate = rateOf(matter);
    if (rate?.confirmedBy) return holds(rate.confirmedBy.documentNumber);
    const { rateId } = matter.command;
    return fails(
      `补贴标准 ${rateId} 尚未确认，无可撤回；请核对编号。`,
      `Rate ${rateId} is not confirmed, so there is nothing to withdraw; check its id.`,
      rateId,
    );
  },
};

export const withdrawRateConfirmation = defineCommand<
  WithdrawRateConfirmation,
  Protected<WithdrawRateConfirmation>,
  PolicyState
>({
  ...onPolicy,
  name: 'WithdrawRateConfirmation',
  zh: '撤回标准确认',
  en: 'Withdraw the confirmation of a rate',
  shape: WithdrawRateConfirmation,
  decide: (command, state, context) =>
    decideBy<M>([byPublishedDocument, rateIsLive, isConfirmed], { command, state, context }, () => {
      const { rateId } = command;
      const confirmed = state.rates[rateId]?.confirmedBy?.version;
      return { events: policyEvent('RateConfirmationWithdrawn', { rateId }, correctsPolicy(confirmed)) };
    }),
});
