import {
  accept,
  defineCommand,
  fails,
  holds,
  judge,
  nameOf,
  refuse,
  streamName,
  type Effect,
  type Facts,
  type Refusal,
  type Rule,
} from '@ledger/kernel';
import { attemptOf, caseStream, lineOf, whyNotInstructed } from '../../case';
import { fundRef, type ClassAmount } from '../../fund';
import { over } from '../../rules';
import { batchEvent, type BatchLine, type BatchRecorded, type OmittedPayout } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { caseIdsOf, caseIn, casesAsFacts, refusedFor, stepsOf } from '../cases-of-batch';
import { batchIs, decidedNone, inTime, onBatch, type OnBatch } from '../rules/on-batch';
import { DispatchBatch } from './dispatch-batch.command';
import { organisationsAsFacts, payToOf } from './pay-to';

/** What of a signed batch may still go, and what is left out and why. */
interface Going {
  readonly lines: readonly BatchLine[];
  readonly omitted: readonly OmittedPayout[];
  readonly why?: Refusal;
  /** A line that another command is instructing just now. */
  readonly elsewhere?: string;
}

interface Dispatching extends OnBatch {
  readonly going: () => Going;
}

/** B.5-order: two dispatches of one batch: the second waits for the first and then finds it done. */
const notElsewhere: Rule<Going> = {
  ruleId: 'B.5-order',
  clause: '二(三)2',
  judge: ({ elsewhere }) =>
    elsewhere === undefined
      ? holds()
      : fails(
          `个案 ${elsewhere} 的款项正由另一次发送办理；请稍后刷新。`,
          `The payment of case ${elsewhere} is being dispatched by another command; reload in a moment.`,
          elsewhere,
        ),
};

/** D.4-batch: an empty batch is no batch. */
const somethingGoes: Rule<Going> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge: ({ lines, why }) =>
    lines.length > 0
      ? holds(lines.length)
      : fails(
          `本批次已没有可发送的行（${why?.zh ?? ''}）；请取消本批次。`,
          `No line of the batch may go any more (${why?.en ?? ''}); cancel the batch.`,
          0,
        ),
};

const rules: readonly Rule<Dispatching>[] = [
  batchIs(['signed'], { zh: '发送批次', en: 'dispatch it' }),
  inTime,
  decidedNone,
  ...over(({ going }: Dispatching) => going(), [notElsewhere, somethingGoes]),
];

export const dispatchBatch = defineCommand<DispatchBatch, DispatchBatch, BatchState, Facts>({
  name: 'DispatchBatch',
  zh: '发送批次',
  en: 'Dispatch a batch',
  shape: DispatchBatch,
  stream: batchStream,
  inTurn: true,
  target: ({ batchId }) => batchId,
  needs(_command, { lines }, facts) {
    const caseIds = caseIdsOf(lines);
    return { ...casesAsFacts(caseIds), ...organisationsAsFacts(facts, caseIds) };
  },
  subject: (_command, { unit = '' }) => ({ unit }),
  decide({ batchId }, state, context) {
    const { facts, commandId, at } = context;
    const caseIds = caseIdsOf(state.lines);
    const going = goingOf(state, facts, { batchId, commandId, at, refused: refusedFor(context.omitted) });
    const input: Dispatching = { ...onBatch(state, context, caseIds), going: () => going };
    const { refusal, evidence } = judge(rules, input, stepsOf(facts, caseIds));
    if (refusal) return refuse(refusal, evidence);
    const { lines, omitted } = going;
    const { unit = '' } = state;
    const fileName = `${unit}-${batchId}.csv`;
    const dispatched = { unit, lines, omitted, ...amountsOf(lines), fileName, payTo: payToOf(lines, facts) };
    return accept(batchEvent('BatchDispatched', dispatched), {
      evidence,
      before: lines.map((line) => instruction(batchId, line)),
      flags: omitted.length > 0 ? ['LINES_OMITTED'] : [],
    });
  },
  after: (events) => (events as readonly BatchRecorded[]).flatMap(following),
});

interface Sending {
  readonly batchId: string;
  readonly commandId: string;
  readonly at: string;
  /** Instructions that were refused a moment ago: they do not exist, whatever the case says by now. */
  readonly refused: (caseId: string) => Refusal | undefined;
}

/** The rules run again: held, revoked, flagged or disputed meanwhile is left out, which does not void check and signature. */
function goingOf(state: BatchState, facts: Facts, { batchId, commandId, at, refused }: Sending): Going {
  const lines: BatchLine[] = [];
  const omitted: OmittedPayout[] = [];
  let why: Refusal | undefined;
  let elsewhere: string | undefined;
  for (const each of state.lines) {
    const { caseId, line, attempt, amountFen } = each;
    const found = caseIn(facts, caseId).state;
    const live = attemptOf(found, line, attempt);
    if (live?.status === 'instructed' && live.batchId === batchId) {
      if (live.instructedBy === commandId) lines.push(each);
      else elsewhere ??= caseId;
      continue;
    }
    const refusal =
      refused(caseId) ?? whyNotInstructed(found, lineOf(found, line), { batchId, line, attempt, amountFen }, at);
    if (!refusal) lines.push(each);
    else {
      why ??= refusal;
      omitted.push({ caseId, line, attempt, ruleId: refusal.ruleId });
    }
  }
  return { lines, omitted, ...(why && { why }), ...(elsewhere === undefined ? {} : { elsewhere }) };
}

/** 按班期汇总: what goes from each class's encumbrance, and from what is owed. */
export function amountsOf(lines: readonly BatchLine[]): {
  totalFen: number;
  owedFen: number;
  encumbered: readonly ClassAmount[];
} {
  const byClass = new Map<string, number>();
  let totalFen = 0;
  let owedFen = 0;
  for (const { amountFen, from, classId } of lines) {
    totalFen += amountFen;
    if (from === 'owed') owedFen += amountFen;
    else byClass.set(classId, (byClass.get(classId) ?? 0) + amountFen);
  }
  return { totalFen, owedFen, encumbered: [...byClass].map(([classId, amountFen]) => ({ classId, amountFen })) };
}

/** Optional: what is stopped in the very moment of dispatch is left out, and the batch is decided again without it. */
const instruction = (batchId: string, { caseId, line, attempt, amountFen, endToEndId }: BatchLine): Effect => ({
  stream: nameOf(caseStream, caseId),
  effect: 'instruct-payout',
  data: { batchId, line, attempt, amountFen, endToEndId },
  giveBack: { effect: 'take-instruction-back', data: { batchId, line, attempt } },
  optional: true,
});

/** The fund line moves once per batch; what was left out is free for another batch. */
function following(e: BatchRecorded): Effect[] {
  if (e.type !== 'BatchDispatched') return [];
  const batchId = e.stream.slice(batchStream.prefix.length + 1);
  const { unit, encumbered, owedFen, totalFen, omitted } = e.data;
  const leftOut = omitted.flatMap(({ caseId, line, attempt }): Effect[] =>
    line === undefined || attempt === undefined
      ? []
      : [
          {
            stream: nameOf(caseStream, caseId),
            effect: 'unassign-payout',
            data: { batchId, line, attempt, why: 'left-out' },
          },
        ],
  );
  const data = { batchId, encumbered: encumbered.map((each) => ({ ...each })), owedFen, totalFen };
  return [{ stream: streamName(fundRef(unit)), effect: 'dispatch', data }, ...leftOut];
}
