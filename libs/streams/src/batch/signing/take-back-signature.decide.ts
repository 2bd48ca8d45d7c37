import { accept, defineCommand, judge, refuse, type Facts, type Rule } from '@ledger/kernel';
import { batchEvent } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { correctingBatch } from '../correcting-batch';
import { batchIs, inTime, onBatch, type OnBatch } from '../rules/on-batch';
import { TakeBackSignature } from './take-back-signature.command';

const rules: readonly Rule<OnBatch>[] = [
  batchIs(['signed'], { zh: '收回签发', en: 'take its signature back' }),
  inTime,
];

export const takeBackSignature = defineCommand<TakeBackSignature, TakeBackSignature, BatchState, Facts>({
  name: 'TakeBackSignature',
  zh: '收回签发',
  en: 'Take back the signature of a batch',
  shape: TakeBackSignature,
  stream: batchStream,
  target: ({ batchId }) => batchId,
  subject: (_command, { unit = '' }) => ({ unit }),
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, onBatch(state, context, []));
    if (refusal) return refuse(refusal, evidence);
    const corrects = correctingBatch(context, state.signedVersion);
    return accept(batchEvent('BatchSignatureTakenBack', {}, corrects), { evidence });
  },
});
