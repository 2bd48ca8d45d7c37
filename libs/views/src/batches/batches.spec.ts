import { endToEndId } from '@ledger/streams/case';
import { GivenLog, projected } from '@ledger/testing';
import {
  answeredLog,
  BATCH_ID,
  BOUNCED,
  dispatchedLog,
  ofBatch,
  PAID,
  RATE_FEN,
  UNIT,
} from '@ledger/testing/programme-log';
import { BATCH_LINES, BATCHES, type BatchLinesRow, type BatchRow } from './batch-row';
import { batches } from './batches.projection';

const batchOf = (log: GivenLog): BatchRow => projected(log, batches).get<BatchRow>(BATCHES, BATCH_ID)!;
const linesOf = (log: GivenLog): BatchLinesRow['lines'] =>
  projected(log, batches).get<BatchLinesRow>(BATCH_LINES, BATCH_ID)!.lines;

const answer = (answerId: string, result: 'PAID' | 'RETURNED' | 'REJECTED', caseId: string) =>
  ofBatch('BankAnswerRecorded', {
    answerId,
    digest: answerId,
    lines: [{ endToEndId: endToEndId(caseId, 1, 1), result, reason: 'AC04' }],
    paidFen: 0,
    bouncedFen: 0,
    returnedFen: RATE_FEN,
    ignored: [],
  });

describe('payment batches', () => {
  it('show who made, checked, signed and sent them, and what the bank said', () => {
    expect(batchOf(dispatchedLog())).toMatchObject({
      unit: UNIT,
      status: 'dispatched',
      lineCount: 2,
      totalFen: 2 * RATE_FEN,
      pendingFen: 2 * RATE_FEN,
      made: { by: `pay_maker-${UNIT}` },
      checked: { by: `pay_checker-${UNIT}` },
      signed: { by: `pay_signer-${UNIT}` },
    });
    expect(batchOf(answeredLog())).toMatchObject({
      status: 'answered',
      pendingFen: 0,
      paidFen: RATE_FEN,
      backFen: RATE_FEN,
      answers: [{ paidFen: RATE_FEN, bouncedFen: RATE_FEN }],
    });
    expect(linesOf(answeredLog()).map(({ caseId, result, reason }) => [caseId, result, reason])).toEqual([
      [PAID, 'PAID', undefined],
      [BOUNCED, 'REJECTED', 'AC01'],
    ]);
  });

  it('take a return after a payment, and nothing that contradicts an answer', () => {
    const returned = answeredLog().on(
      `batch-${BATCH_ID}`,
      answer('a2', 'RETURNED', PAID),
      answer('a3', 'PAID', BOUNCED),
    );
    expect(batchOf(returned)).toMatchObject({ paidFen: 0, backFen: 2 * RATE_FEN, status: 'answered' });
    expect(linesOf(returned).map(({ result, reason }) => [result, reason])).toEqual([
      ['RETURNED', 'AC04'],
      ['REJECTED', 'AC01'],
    ]);
  });

  it('stand again for a check when it was taken back, and end when they are cancelled', () => {
    const { events } = dispatchedLog();
    const log = new GivenLog(events.slice(0, events.findIndex(({ type }) => type === 'BatchSigned') + 1));
    const back = log.on(
      `batch-${BATCH_ID}`,
      ofBatch('BatchSignatureTakenBack', {}),
      ofBatch('BatchCheckTakenBack', {}),
    );
    expect(batchOf(back)).toMatchObject({ status: 'made', checked: undefined, signed: undefined });
    const cancelled = back.on(`batch-${BATCH_ID}`, ofBatch('BatchCancelled', { lines: [] }));
    expect(batchOf(cancelled).status).toBe('cancelled');
  });
});
