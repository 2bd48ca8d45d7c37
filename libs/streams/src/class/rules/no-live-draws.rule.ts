import { fails, holds, type Rule, yuan } from '@ledger/kernel';
import type { ClassState } from '../class.state';

/** A-071-class: what claims have drawn is theirs; the class is not taken back from under them. */
export const noLiveDraws: Rule<{ readonly state: ClassState }> = {
  ruleId: 'A-071-class',
  clause: '二(三)2',
  judge: ({ state }) => {
    const draws = Object.keys(state.draws).length;
    if (draws === 0) return holds(draws);
    return fails(
      `已有 ${draws} 笔申请支用该班期资金 ${yuan(state.drawnFen)} 元；请先由申请人撤回或由确认人驳回这些申请。`,
      `${draws} claims have drawn ${yuan(state.drawnFen)} yuan on the class; they must first be withdrawn or rejected.`,
      draws,
    );
  },
};
