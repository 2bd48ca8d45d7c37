import { type EffectDecision } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';

const NOTHING_TO_DO: EffectDecision = { events: [] };

export interface BeginPublicity {
  readonly publicityId: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/**
 * 公示 on the case. They follow the list, so they are never refused: a case that has moved on since the list was made
 * is left as it is.
 */
export const publicityEffects = {
  'begin-publicity': (data: BeginPublicity, state: CaseState): EffectDecision =>
    state.step === 'second-reviewed'
      ? {
          events: [
            caseEvent('PublicityBegun', {
              publicityId: data.publicityId,
              firstDay: data.firstDay,
              lastDay: data.lastDay,
            }),
          ],
        }
      : NOTHING_TO_DO,

  'end-publicity': (data: { readonly publicityId: string }, state: CaseState): EffectDecision =>
    state.step === 'publicity' && state.publicityId === data.publicityId
      ? { events: [caseEvent('PublicityEnded', { publicityId: data.publicityId })] }
      : NOTHING_TO_DO,

  'withdraw-publicity': (data: { readonly publicityId: string }, state: CaseState): EffectDecision =>
    (state.step === 'publicity' || state.step === 'publicity-ended') && state.publicityId === data.publicityId
      ? { events: [caseEvent('PublicityLineWithdrawn', { publicityId: data.publicityId })] }
      : NOTHING_TO_DO,
};
