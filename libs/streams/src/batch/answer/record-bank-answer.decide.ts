import {
  accept,
  defineCommand,
  fails,
  holds,
  judge,
  localDateOf,
  nameOf,
  refuse,
  streamName,
  yearOf,
  type Effect,
  type Facts,
  type Rule,
} from '@ledger/kernel';
import { caseStream } from '../../case';
import { fundRef } from '../../fund';
import { personRef } from '../../person';
import { notBefore } from '../../rules';
import { batchEvent, type BankLine, type BatchLine, type BatchRecorded } from '../batch.events';
import type { BatchState } from '../batch.state';
import { batchStream } from '../batch.stream';
import { batchIs, onBatch, type OnBatch } from '../rules/on-batch';
import { readAnswer } from './read-answer';
import { RecordBankAnswer } from './record-bank-answer.command';

interface Answering extends OnBatch {
  readonly answerId: string;
  readonly digest: string;
}

/** D.4-batch: no answer file counts twice. */
const newFile: Rule<Answering> = {
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  judge({ state, answerId, digest }) {
    const recorded = state.answers[digest];
    if (recorded !== undefined) {
      return fails(
        `该回盘文件已入账（${recorded}），不能重复入账；请核对文件。`,
        `This answer file was recorded already (${recorded}) and does not count twice; check the file.`,
        recorded,
      );
    }
    return Object.values(state.answers).includes(answerId)
      ? fails(
          `回盘编号 ${answerId} 已用于另一文件；请换一个编号。`,
          `The answer id ${answerId} belongs to another file; take another.`,
          answerId,
        )
      : holds(digest);
  },
};

const rules: readonly Rule<Answering>[] = [
  batchIs(['dispatched', 'answered'], { zh: '登记回盘', en: 'record an answer to it' }),
  notBefore(({ state }: Answering) => state.dispatchedAt),
  newFile,
];

export const recordBankAnswer = defineCommand<RecordBankAnswer, RecordBankAnswer, BatchState, Facts>({
  name: 'RecordBankAnswer',
  zh: '登记银行回盘',
  en: 'Record an answer of the bank',
  shape: RecordBankAnswer,
  stream: batchStream,
  inTurn: true,
  target: ({ batchId }) => batchId,
  subject: (_command, { unit = '' }) => ({ unit }),
  decide(command, state, context) {
    const { digest, answerId = context.commandId, lines } = command;
    const { refusal, evidence } = judge(rules, { ...onBatch(state, context, []), answerId, digest });
    if (refusal) return refuse(refusal, evidence);
    const reading = readAnswer(state.lines, state.results, lines);
    return accept(batchEvent('BankAnswerRecorded', { answerId, digest, ...reading }), {
      evidence,
      flags: reading.ignored.length > 0 ? ['LINES_IGNORED'] : [],
    });
  },
  after: (events, state) =>
    (events as readonly BatchRecorded[]).flatMap((e) => (e.type === 'BankAnswerRecorded' ? following(e, state) : [])),
});

type Answered = Extract<BatchRecorded, { type: 'BankAnswerRecorded' }>;

/** The fund line first, once per file; then each case; then the year of payment of each slot. */
function following(e: Answered, { unit = '', lines }: BatchState): Effect[] {
  const batchId = e.stream.slice(batchStream.prefix.length + 1);
  const { paidFen, bouncedFen, returnedFen } = e.data;
  const fund = streamName(fundRef(unit));
  // Unique on the whole line, not only within its batch.
  const answerId = `${batchId}/${e.data.answerId}`;
  const year = yearOf(localDateOf(e.occurredAt));
  const batchLines = new Map(lines.map((line) => [line.endToEndId, line]));
  const returned = new Set(e.data.lines.filter(({ result }) => result === 'RETURNED').map((line) => line.endToEndId));
  const cases: Effect[] = [];
  const slots: Effect[] = [];
  for (const said of e.data.lines) {
    const line = batchLines.get(said.endToEndId);
    if (line === undefined) continue;
    cases.push(onCase(batchId, line, said, year));
    if (said.result === 'PAID' && !returned.has(said.endToEndId)) slots.push(slotPaid(line, year));
  }
  return [
    ...(paidFen + bouncedFen > 0
      ? [{ stream: fund, effect: 'answer', data: { batchId, answerId, paidFen, bouncedFen } }]
      : []),
    ...(returnedFen > 0
      ? [{ stream: fund, effect: 'returned', data: { batchId, answerId, amountFen: returnedFen } }]
      : []),
    ...cases,
    ...slots,
  ];
}

const EFFECTS = { PAID: 'settle-payout', REJECTED: 'reject-payout', RETURNED: 'return-payout' } as const;

function onCase(
  batchId: string,
  { caseId, line, attempt, amountFen }: BatchLine,
  said: BankLine,
  year: number,
): Effect {
  const { result, reason } = said;
  const more = result === 'PAID' ? { year } : reason === undefined ? {} : { reason };
  return {
    stream: nameOf(caseStream, caseId),
    effect: EFFECTS[result],
    data: { batchId, line, attempt, amountFen, ...more },
  };
}

const slotPaid = ({ caseId, person }: BatchLine, year: number): Effect => ({
  stream: streamName(personRef(person)),
  effect: 'mark-paid',
  data: { caseId, year },
});
