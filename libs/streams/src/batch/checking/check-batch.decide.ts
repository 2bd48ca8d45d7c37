import { accept, defineCommand, judge, refuse, type Facts, type Rule } from '@ledger/kernel';
import { batchEvent } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { caseIdsOf, casesAsFacts, stepsOf } from '../cases-of-batch';
import { batchIs, decidedNone, inTime, onBatch, otherThan, type OnBatch } from '../rules/on-batch';
import { CheckBatch } from './check-batch.command';

const rules: readonly Rule<OnBatch>[] = [
  batchIs(['made'], { zh: '复核批次', en: 'check it' }),
  inTime,
  otherThan('madeBy'),
  decidedNone,
];

export const checkBatch = defineCommand<CheckBatch, CheckBatch, BatchState, Facts>({
  name: 'CheckBatch',
  zh: '复核批次',
  en: 'Check a batch',
  shape: CheckBatch,
  stream: batchStream,
  target: ({ batchId }) => batchId,
  needs: (_command, { lines }) => casesAsFacts(caseIdsOf(lines)),
  subject: (_command, { unit = '' }) => ({ unit }),
  decide(_command, state, context) {
    const caseIds = caseIdsOf(state.lines);
    const { refusal, evidence } = judge(rules, onBatch(state, context, caseIds), stepsOf(context.facts, caseIds));
    if (refusal) return refuse(refusal, evidence);
    const { lines, totalFen } = state;
    return accept(batchEvent('BatchChecked', { lines: lines.length, totalFen }), { evidence });
  },
});
