import {
  accept,
  defineCommand,
  fails,
  holds,
  judge,
  nameOf,
  refuse,
  type Effect,
  type Facts,
  type Rule,
} from '@ledger/kernel';
import { caseStream } from '../../case';
import { over, reportingUnit } from '../../rules';
import { batchEvent, type BatchLine } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { caseIn, casesAsFacts, refusedFor, stepsOf } from '../cases-of-batch';
import { decidedNone, onBatch, type OnBatch } from '../rules/on-batch';
import { payable, type Payable } from './batch-lines';
import { MakeBatch } from './make-batch.command';

const MAX_LINES = 1000;

interface Making extends OnBatch {
  readonly unit: string;
  readonly found: () => Payable;
}

const isNew: Rule<Making> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge: ({ state }) =>
    state.status === 'none'
      ? holds(state.status)
      : fails(
          `该批次编号已由 ${state.madeBy} 使用；请换一个编号。`,
          `The batch id was used by ${state.madeBy}; take another.`,
          state.status,
        ),
};

/** A-002-unit: a unit pays its own cases only. */
const ownCases: Rule<Making> = {
  ruleId: 'A-002-unit',
  clause: '二(三)3',
  judge({ facts, caseIds, unit }) {
    for (const caseId of caseIds) {
      const managing = caseIn(facts, caseId).state.unit;
      if (managing === unit) continue;
      return fails(
        `个案 ${caseId} ${managing === undefined ? '不存在' : `由 ${managing} 管理`}，不能列入 ${unit} 的批次；请核对个案编号。`,
        `Case ${caseId} ${managing === undefined ? 'does not exist' : `is managed by ${managing}`} and cannot be in a batch of ${unit}; check the case id.`,
        caseId,
      );
    }
    return holds(unit);
  },
};

/** D.4-batch: a batch pays something, and no more lines than one file holds. */
const paysSomething: Rule<Payable> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ lines, why }) {
    if (lines.length > MAX_LINES) {
      return fails(
        `一批最多 ${MAX_LINES} 行，现有 ${lines.length} 行；请分批编制。`,
        `A batch has at most ${MAX_LINES} lines, and these are ${lines.length}; make several.`,
        lines.length,
      );
    }
    if (lines.length > 0) return holds(lines.length);
    return fails(`没有可列入批次的款项：${why?.zh ?? ''}`, `There is nothing to put in the batch. ${why?.en ?? ''}`, 0);
  },
};

const rules: readonly Rule<Making>[] = [
  isNew,
  reportingUnit(({ unit }) => unit),
  ownCases,
  decidedNone,
  ...over(({ found }: Making) => found(), [paysSomething]),
];

export const makeBatch = defineCommand<MakeBatch, MakeBatch, BatchState, Facts>({
  name: 'MakeBatch',
  zh: '编制拨付批次',
  en: 'Make a batch',
  shape: MakeBatch,
  stream: batchStream,
  target: ({ batchId }, commandId) => batchId ?? commandId,
  needs: ({ caseIds }) => casesAsFacts(caseIds),
  subject: ({ unit }) => ({ unit }),
  decide(command, state, context) {
    const { caseIds, unit, reissueReason } = command;
    const { facts, commandId, at } = context;
    const batchId = command.batchId ?? commandId;
    const cases = caseIds.map((caseId) => [caseId, caseIn(facts, caseId).state] as const);
    const found = payable(cases, { at, batchId, commandId, reissueReason, refused: refusedFor(context.omitted) });
    const input: Making = { ...onBatch(state, context, caseIds), unit, found: () => found };
    const { refusal, evidence } = judge(rules, input, stepsOf(facts, caseIds));
    if (refusal) return refuse(refusal, evidence);
    const { lines, omitted } = found;
    const totalFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
    return accept(batchEvent('BatchMade', { unit, fundSource: 'SPECIAL_ACCOUNT', lines, totalFen, omitted }), {
      evidence,
      before: lines.map((line) => assignment(batchId, line, reissueReason)),
      flags: omitted.length > 0 ? ['LINES_OMITTED'] : [],
    });
  },
});

/** Optional: a line that is assigned elsewhere in the same moment is left out, and the batch is decided again without it. */
function assignment(
  batchId: string,
  { caseId, line, attempt, amountFen, from }: BatchLine,
  reissueReason?: string,
): Effect {
  const reason = reissueReason === undefined ? {} : { reissueReason };
  return {
    stream: nameOf(caseStream, caseId),
    effect: 'assign-payout',
    data: { batchId, line, attempt, amountFen, from, ...reason },
    giveBack: { effect: 'unassign-payout', data: { batchId, line, attempt, why: 'gave-back' } },
    optional: true,
  };
}
