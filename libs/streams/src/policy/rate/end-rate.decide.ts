import { defineCommand, factOf, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { ledgerRef } from '../../ledger';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { EndRate } from './end-rate.command';
import { mayHaveBeenPaid, type RateFacts, rateIsLive, rateOf } from './rate-rules';

type M = Matter<Protected<EndRate>, PolicyState, RateFacts>;

const endIsOpen: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge(matter) {
    const rate = rateOf(matter);
    const { validTo } = matter.command;
    if (!rate || (!rate.ending && (rate.validTo === null || validTo < rate.validTo))) return holds(validTo);
    return fails(
      `补贴标准 ${rate.rateId} 已定于 ${rate.validTo} 截止；截止日有误的，请先撤回截止。`,
      `Rate ${rate.rateId} already ends on ${rate.validTo}; if that is wrong, withdraw the ending first.`,
      rate.validTo,
    );
  },
};

const endIsNotInThePast: Rule<M> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge(matter) {
    const rate = rateOf(matter);
    const { validTo } = matter.command;
    const { facts, today } = matter.context;
    if (!rate) return holds(validTo);
    const earliest = mayHaveBeenPaid(rate, facts.ledger.state.clock, today) ? today : rate.validFrom;
    if (validTo >= earliest) return holds(validTo);
    return fails(
      `补贴标准 ${rate.rateId} 的截止日不得早于 ${earliest}：之前开班的已按它执行；请改用 ${earliest} 或以后的日期。`,
      `Rate ${rate.rateId} cannot end before ${earliest}, for classes started under it; use ${earliest} or a later day.`,
      validTo,
    );
  },
};

export const endRate = defineCommand<EndRate, Protected<EndRate>, PolicyState, RateFacts>({
  ...onPolicy,
  name: 'EndRate',
  zh: '补贴标准截止',
  en: 'End a rate',
  shape: EndRate,
  needs: () => ({ ledger: ledgerRef }),
  decide: (command, state, context) =>
    decideBy<M>(
      [byPublishedDocument, rateIsLive, endIsOpen, endIsNotInThePast],
      { command, state, context },
      () => ({ events: policyEvent('RateEnded', { rateId: command.rateId, validTo: command.validTo }) }),
      [factOf(context.facts.ledger, 'clock', context.facts.ledger.state.clock ?? null)],
    ),
});
