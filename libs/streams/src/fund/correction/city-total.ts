import { fails, holds, yuan, type Loaded, type Rule } from '@ledger/kernel';
import { parameterOn, type PolicyState } from '../../policy';
import { uncovered } from '../fund.effects';
import type { FundState } from '../fund.state';

interface Today {
  readonly facts: { readonly policy?: Loaded<unknown> | undefined };
  readonly today: string;
}

/** 专账总额 as its document has it today, fen; 0 where none has set it. */
export function totalAsSet({ facts, today }: Today): number {
  // Every decision gets the policy under that name.
  const policy = facts.policy?.state as PolicyState | undefined;
  return (policy && parameterOn<number>(policy, 'fund.total', today)) ?? 0;
}

interface Correcting {
  readonly state: FundState;
  readonly totalFen: number;
}

/** an open line, and another total than it has. */
export const totalChanges: Rule<Correcting> = {
  ruleId: 'A-071',
  clause: '二(三)2',
  judge({ state, totalFen }) {
    if (state.open && totalFen > 0 && totalFen !== state.totalFen) return holds(totalFen);
    return state.open
      ? fails(
          `专账总额与参数 fund.total 一致（${yuan(state.totalFen)} 元），无须更正；总额有误的，请政策管理员先凭文件更正该参数。`,
          `The total is what the parameter fund.total says, ${yuan(state.totalFen)} yuan, so there is nothing to correct; if it is wrong, have the parameter corrected by its document first.`,
          totalFen,
        )
      : fails('市级专账尚未设立；请先设立。', 'The city line is not open yet; open it first.', totalFen);
  },
};

/** A-071-line: what was allotted to units stays covered. */
export const allottedStaysCovered: Rule<Correcting> = {
  ruleId: 'A-071-line',
  clause: '二(三)2',
  judge({ state, totalFen }) {
    const lessFen = state.totalFen - totalFen;
    if (lessFen <= state.availableFen) return holds(state.availableFen);
    const todo = { zh: '请先由单位退回分配', en: 'have units return allotments first' };
    const refusal = uncovered(state, lessFen, { zh: '调减专账总额', en: 'Lowering the total' }, todo);
    return fails(refusal.zh, refusal.en, state.availableFen);
  },
};
