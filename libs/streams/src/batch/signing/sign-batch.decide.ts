import { accept, defineCommand, judge, refuse, type Facts, type Rule } from '@ledger/kernel';
import { batchEvent } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { caseIdsOf, casesAsFacts, stepsOf } from '../cases-of-batch';
import { batchIs, decidedNone, inTime, onBatch, otherThan, type OnBatch } from '../rules/on-batch';
import { SignBatch } from './sign-batch.command';

const rules: readonly Rule<OnBatch>[] = [
  batchIs(['checked'], { zh: '签发批次', en: 'sign it' }),
  inTime,
  otherThan('madeBy', 'checkedBy'),
  decidedNone,
];

export const signBatch = defineCommand<SignBatch, SignBatch, BatchState, Facts>({
  name: 'SignBatch',
  zh: '签发批次',
  en: 'Sign a batch',
  shape: SignBatch,
  stream: batchStream,
  target: ({ batchId }) => batchId,
  needs: (_command, { lines }) => casesAsFacts(caseIdsOf(lines)),
  subject: (_command, { unit = '' }) => ({ unit }),
  decide(_command, state, context) {
    const caseIds = caseIdsOf(state.lines);
    const { refusal, evidence } = judge(rules, onBatch(state, context, caseIds), stepsOf(context.facts, caseIds));
    if (refusal) return refuse(refusal, evidence);
    const { lines, totalFen } = state;
    return accept(batchEvent('BatchSigned', { lines: lines.length, totalFen }), { evidence });
  },
});
