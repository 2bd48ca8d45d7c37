import type { EffectDecision } from '@ledger/kernel';
import { batchEvent, type BatchEventMap } from './batch.events';
import type { BatchState } from './batch.state';

/** 更正回盘: from now on the batch answers for the line as it truly went. */
function correctAnswer(data: BatchEventMap['BankAnswerCorrected'], state: BatchState): EffectDecision {
  if (data.correctionId in state.corrections) return { events: [] };
  return { events: [batchEvent('BankAnswerCorrected', data)] };
}

export const batchEffects = { 'correct-answer': correctAnswer };
