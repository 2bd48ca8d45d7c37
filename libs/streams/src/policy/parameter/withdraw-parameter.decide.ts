import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { correctsPolicy, onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { ParameterEntry, PolicyState } from '../policy.state';
import { WithdrawParameter } from './withdraw-parameter.command';

type M = Matter<Protected<WithdrawParameter>, PolicyState>;

const entryFrom = (state: PolicyState, key: string, validFrom: string): ParameterEntry | undefined =>
  state.parameters[key]?.findLast((entry) => entry.validFrom === validFrom);

const wasSet: Rule<M> = {
  ruleId: 'A-003',
  clause: '二(三)3',
  judge: ({ command: { key, validFrom }, state }) =>
    entryFrom(state, key, validFrom)
      ? holds(key)
      : fails(
          `参数 ${key} 没有自 ${validFrom} 起的有效设定；请核对参数名和起始日。`,
          `Parameter ${key} has no value set from ${validFrom}; check the key and the day.`,
          key,
        ),
};

export const withdrawParameter = defineCommand<WithdrawParameter, Protected<WithdrawParameter>, PolicyState>({
  ...onPolicy,
  name: 'WithdrawParameter',
  zh: '撤回参数',
  en: 'Withdraw a parameter',
  shape: WithdrawParameter,
  decide: (command, state, context) =>
    decideBy([wasSet, byPublishedDocument], { command, state, context }, () => {
      const { key, validFrom } = command;
      return {
        events: policyEvent(
          'ParameterWithdrawn',
          { key, validFrom },
          correctsPolicy(entryFrom(state, key, validFrom)?.version),
        ),
      };
    }),
});
