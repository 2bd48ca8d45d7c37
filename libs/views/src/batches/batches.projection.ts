import type { RecordedEvent } from '@ledger/kernel';
import { batchStream, type BankResult, type BatchEventMap, type BatchStatus } from '@ledger/streams/batch';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { viewOf } from '../view';
import { BATCH_LINES, BATCHES, type AnsweredLine, type BatchLinesRow, type BatchRow } from './batch-row';

const batchesTable: TableSchema = {
  name: BATCHES,
  columns: {
    unit: 'text',
    status: 'text',
    since: 'text',
    totalFen: 'integer',
    pendingFen: 'integer',
    paidFen: 'integer',
    backFen: 'integer',
  },
  indexes: [['unit', 'status', 'since'], ['status', 'since'], ['unit', 'since'], ['since']],
};

const linesTable: TableSchema = { name: BATCH_LINES, columns: {}, indexes: [] };

function change(rows: Rows, batchId: string, changed: (row: BatchRow) => Partial<BatchRow>): void {
  const row = rows.get<BatchRow>(BATCHES, batchId);
  if (row) rows.put(BATCHES, batchId, { ...row, ...changed(row) });
}

function keep(rows: Rows, batchId: string, lines: readonly AnsweredLine[]): void {
  const row: BatchLinesRow = { lines };
  rows.put(BATCH_LINES, batchId, row);
}

const act = ({ actor, occurredAt }: RecordedEvent): { by: string; at: string } => ({ by: actor.id, at: occurredAt });
const step = (status: BatchStatus, { occurredAt }: RecordedEvent): Partial<BatchRow> => ({ status, since: occurredAt });

function answered(
  lines: readonly AnsweredLine[],
  event: RecordedEvent<string, BatchEventMap['BankAnswerRecorded']>,
): AnsweredLine[] {
  const said = new Map(event.data.lines.map((line) => [line.endToEndId, line]));
  return lines.map((line) => {
    const now = said.get(line.endToEndId);
    if (!now || !follows(line.result, now.result)) return line;
    const { result, reason } = now;
    return { ...line, result, reason, answerId: event.data.answerId, answeredAt: event.occurredAt };
  });
}

/** A line is answered once, and what was paid may still come back. */
const follows = (before: BankResult | undefined, now: BankResult): boolean =>
  before === undefined || (before === 'PAID' && now === 'RETURNED');

function sums(lines: readonly AnsweredLine[]): Pick<BatchRow, 'pendingFen' | 'paidFen' | 'backFen'> {
  let [pendingFen, paidFen, backFen] = [0, 0, 0];
  for (const { result, amountFen } of lines) {
    if (result === undefined) pendingFen += amountFen;
    else if (result === 'PAID') paidFen += amountFen;
    else backFen += amountFen;
  }
  return { pendingFen, paidFen, backFen };
}

/** 批次一览, and the lines of each. */
export const batches = viewOf<BatchEventMap>({
  name: 'batches',
  version: 2,
  tables: [batchesTable, linesTable],
  prefix: batchStream.prefix,
  on: {
    BatchMade(event, rows, batchId) {
      const { unit, fundSource, lines, totalFen, omitted } = event.data;
      const row: BatchRow = {
        unit,
        fundSource,
        status: 'made',
        since: event.occurredAt,
        lineCount: lines.length,
        totalFen,
        pendingFen: 0,
        paidFen: 0,
        backFen: 0,
        made: act(event),
        omitted,
        answers: [],
      };
      rows.put(BATCHES, batchId, row);
      keep(rows, batchId, lines);
    },
    BatchChecked: (event, rows, id) => change(rows, id, () => ({ ...step('checked', event), checked: act(event) })),
    BatchCheckTakenBack: (event, rows, id) =>
      change(rows, id, () => ({ ...step('made', event), checked: undefined, signed: undefined })),
    BatchSigned: (event, rows, id) => change(rows, id, () => ({ ...step('signed', event), signed: act(event) })),
    BatchSignatureTakenBack: (event, rows, id) =>
      change(rows, id, () => ({ ...step('checked', event), signed: undefined })),
    BatchDispatched(event, rows, id) {
      const { lines, totalFen, omitted, fileName } = event.data;
      change(rows, id, (row) => ({
        ...step('dispatched', event),
        dispatched: act(event),
        lineCount: lines.length,
        totalFen,
        pendingFen: totalFen,
        fileName,
        omitted: [...row.omitted, ...omitted],
      }));
      keep(rows, id, lines);
    },
    BatchCancelled: (event, rows, id) => change(rows, id, () => step('cancelled', event)),
    BankAnswerRecorded(event, rows, id) {
      const { answerId, paidFen, bouncedFen, returnedFen, ignored } = event.data;
      const lines = answered(rows.get<BatchLinesRow>(BATCH_LINES, id)?.lines ?? [], event);
      const now = sums(lines);
      const answer = { answerId, at: event.occurredAt, paidFen, bouncedFen, returnedFen, ignored: ignored.length };
      change(rows, id, (row) => ({
        ...(now.pendingFen === 0 && row.status === 'dispatched' ? step('answered', event) : {}),
        ...now,
        answers: [...row.answers, answer],
      }));
      keep(rows, id, lines);
    },
    BankAnswerCorrected({ data: { correctionId, endToEndId, result, reason }, occurredAt }, rows, id) {
      const said = { result, reason, answerId: correctionId, answeredAt: occurredAt };
      const lines = (rows.get<BatchLinesRow>(BATCH_LINES, id)?.lines ?? []).map((line) =>
        line.endToEndId === endToEndId ? { ...line, ...said } : line,
      );
      change(rows, id, () => sums(lines));
      keep(rows, id, lines);
    },
  },
});
