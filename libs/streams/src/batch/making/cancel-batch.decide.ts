import { accept, defineCommand, judge, nameOf, refuse, type Effect, type Facts, type Rule } from '@ledger/kernel';
import { caseStream } from '../../case';
import { batchEvent, type BatchRecorded } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { correctingBatch } from '../correcting-batch';
import { batchIs, inTime, onBatch, type OnBatch } from '../rules/on-batch';
import { CancelBatch } from './cancel-batch.command';

const rules: readonly Rule<OnBatch>[] = [
  batchIs(['made', 'checked', 'signed'], { zh: '取消批次', en: 'cancel it' }),
  inTime,
];

export const cancelBatch = defineCommand<CancelBatch, CancelBatch, BatchState, Facts>({
  name: 'CancelBatch',
  zh: '取消批次',
  en: 'Cancel a batch',
  shape: CancelBatch,
  stream: batchStream,
  target: ({ batchId }) => batchId,
  subject: (_command, { unit = '' }) => ({ unit }),
  decide(_command, state, context) {
    const { refusal, evidence } = judge(rules, onBatch(state, context, []));
    if (refusal) return refuse(refusal, evidence);
    const lines = state.lines.map(({ caseId, line, attempt }) => ({ caseId, line, attempt }));
    return accept(batchEvent('BatchCancelled', { lines }, correctingBatch(context, state.madeVersion)), { evidence });
  },
  after: (events) =>
    (events as readonly BatchRecorded[]).flatMap((e) => {
      if (e.type !== 'BatchCancelled') return [];
      const batchId = e.stream.slice(batchStream.prefix.length + 1);
      return e.data.lines.map(({ caseId, line, attempt }): Effect => ({
        stream: nameOf(caseStream, caseId),
        effect: 'unassign-payout',
        data: { batchId, line, attempt, why: 'cancelled' },
      }));
    }),
});
