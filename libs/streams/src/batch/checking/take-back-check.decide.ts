import { accept, defineCommand, judge, refuse, type Facts, type Rule } from '@ledger/kernel';
import { batchEvent } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { correctingBatch } from '../correcting-batch';
import { batchIs, inTime, onBatch, type OnBatch } from '../rules/on-batch';
import { TakeBackCheck } from './take-back-check.command';

const rules: readonly Rule<OnBatch>[] = [batchIs(['checked'], { zh: '收回复核', en: 'take its check back' }), inTime];

export const takeBackCheck = defineCommand<TakeBackCheck, TakeBackCheck, BatchState, Facts>({
  name: 'TakeBackCheck',
  zh: '收回复核',
  en: 'Take back the check of a batch',
  shape: TakeBackCheck,
  stream: batchStream,
  target: ({ batchId }) => batchId,
  subject: (_command, { unit = '' }) => ({ unit }),
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, onBatch(state, context, []));
    if (refusal) return refuse(refusal, evidence);
    return accept(batchEvent('BatchCheckTakenBack', {}, correctingBatch(context, state.checkedVersion)), { evidence });
  },
});
