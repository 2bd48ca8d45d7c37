import { fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import { parameterOn, type PolicyState } from '../../policy';

interface Allowing {
  readonly context: { readonly facts: { readonly policy: Loaded<PolicyState> }; readonly today: string };
}

/** A-063 「原则上」: whether the policy in force on the day knows exceptions at all; asked when one is proposed, and again when approved. */
export const exceptionsAllowed: Rule<Allowing> = {
  ruleId: 'A-063',
  clause: '二(三)1',
  judge: ({ context: { facts, today } }) => {
    const allowed = parameterOn<boolean>(facts.policy.state, 'quota.exceptionAllowed', today) ?? false;
    if (allowed) return holds(allowed);
    return fails(
      '现行政策不允许突破每人每年补贴次数上限；确需突破的，请先由市级以文件修改政策参数。',
      'The policy in force allows no exception to the yearly limit; if one is needed, the city must first change the parameter by a document.',
      allowed,
    );
  },
};
