import { fails, holds, type Rule } from '@ledger/kernel';
import type { OrgState } from '../org.state';

export interface OrgMatter {
  readonly command: { readonly uscc: string };
  readonly state: OrgState;
}

/** the organisation is known. */
export const isRegistered: Rule<OrgMatter> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge: ({ command: { uscc }, state }) =>
    state.uscc !== undefined
      ? holds(uscc)
      : fails(
          `机构 ${uscc} 尚未登记；请先登记，或核对统一社会信用代码。`,
          `Organisation ${uscc} is not registered; register it first, or check its credit code.`,
          uscc,
        ),
};
