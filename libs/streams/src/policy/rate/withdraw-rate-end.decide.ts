import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { correctsPolicy, onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { noOverlap, rateIsLive, rateOf } from './rate-rules';
import { WithdrawRateEnd } from './withdraw-rate-end.command';

type M = Matter<Protected<WithdrawRateEnd>, PolicyState>;

const wasEnded: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge(matter) {
    const rate = rateOf(matter);
    if (!rate || rate.ending) return holds(rate?.validTo ?? null);
    return fails(
      `补贴标准 ${rate.rateId} 没有设定过截止，无可撤回；请核对编号。`,
      `Rate ${rate.rateId} was not ended, so there is nothing to withdraw; check its id.`,
      rate.rateId,
    );
  },
};

const rules: readonly Rule<M>[] = [
  byPublishedDocument,
  rateIsLive,
  wasEnded,
  noOverlap((matter) => {
    const rate = rateOf(matter);
    return rate && { ...rate, validTo: rate.ending?.before ?? null };
  }),
];

export const withdrawRateEnd = defineCommand<WithdrawRateEnd, Protected<WithdrawRateEnd>, PolicyState>({
  ...onPolicy,
  name: 'WithdrawRateEnd',
  zh: '撤回补贴标准截止',
  en: 'Withdraw the ending of a rate',
  shape: WithdrawRateEnd,
  decide: (command, state, context) =>
    decideBy(rules, { command, state, context }, () => {
      const { rateId } = command;
      return {
        events: policyEvent('RateEndingWithdrawn', { rateId }, correctsPolicy(state.rates[rateId]?.ending?.version)),
      };
    }),
});
