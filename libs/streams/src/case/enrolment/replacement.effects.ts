import { type EffectContext, type EffectDecision } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';

export interface TakeReplacement {
  readonly byCaseId: string;
}

/** 替换: a voided case of a wrong person makes room for one late enrolment. */
export const replacementEffects = {
  'take-replacement': (data: TakeReplacement, state: CaseState, context: EffectContext): EffectDecision => {
    if (state.replacedBy === data.byCaseId) return { events: [] };
    if (state.replacedBy !== undefined) {
      return {
        refusal: {
          ruleId: 'B.5-order',
          clause: '二(三)3',
          zh: `作废的个案已由个案 ${state.replacedBy} 替换；一个作废个案只能补录一人，请核对。`,
          en: `The voided case was already replaced by case ${state.replacedBy}; it makes room for one late enrolment only, so check which case is meant.`,
        },
      };
    }
    return { events: [caseEvent('CaseReplaced', { byCaseId: data.byCaseId, commandId: context.commandId })] };
  },

  'give-replacement-back': (data: TakeReplacement, state: CaseState): EffectDecision =>
    state.replacedBy === data.byCaseId
      ? { events: [caseEvent('ReplacementGivenBack', { byCaseId: data.byCaseId })] }
      : { events: [] },
};
