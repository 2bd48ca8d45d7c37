import { endToEndId } from '@ledger/streams/case';
import { log, uuid, type GivenLog } from '@ledger/testing';
import {
  ALLOTMENT_ID,
  ANSWER_ID,
  answeredLog,
  BATCH_ID,
  batchLine,
  BOUNCED,
  CITY,
  confirmedLog,
  LINE,
  ofBatch,
  ofFund,
  PAID,
  RATE_FEN,
  UNIT,
} from '@ledger/testing/programme-log';
import { ProjectedViews } from '@ledger/testing/projected-views';
import { projections } from '../projections';
import { unitPayments } from './unit-payments';
import { traceOf, type AllotmentTrace, type PaymentTrace } from './payment-trace.query';

let opened: ProjectedViews | undefined;
afterEach(() => opened?.close());

const paymentsOf = async (given: GivenLog, id: string): Promise<readonly PaymentTrace[]> => {
  opened = await ProjectedViews.of(given, projections);
  const trace = await traceOf(opened.views, id);
  return trace?.kind === 'payments' ? trace.payments : [];
};
const allotmentOf = async (given: GivenLog, id: string): Promise<AllotmentTrace | undefined> => {
  opened = await ProjectedViews.of(given, projections);
  const trace = await traceOf(opened.views, id);
  return trace?.kind === 'allotment' ? trace.allotment : undefined;
};

/** A second allotment, taken and credited. */
const more = (so: GivenLog): GivenLog =>
  so
    .on(CITY, ofFund('AllotmentTaken', { allotmentId: uuid(80), toUnit: UNIT, amountFen: 5_000, commandId: uuid(81) }))
    .on(LINE, ofFund('FundsAllotted', { allotmentId: uuid(80), amountFen: 5_000 }));

describe('the trace of a payment', () => {
  it('goes from the payment over case, class and batch down to the allotment, with who, when and the balances', async () => {
    const [payment, ...others] = await paymentsOf(more(answeredLog()), endToEndId(PAID, 1, 1));
    expect(others).toEqual([]);
    expect(payment).toMatchObject({
      amountFen: RATE_FEN,
      status: 'settled',
      case: { key: PAID, unit: UNIT },
      class: { status: 'finished' },
      batch: { key: BATCH_ID, status: 'answered' },
      answered: { result: 'PAID', answerId: ANSWER_ID },
      from: [{ source: { kind: 'ALLOTMENT', id: ALLOTMENT_ID }, amountFen: RATE_FEN }],
    });
    expect(payment?.encumbrance.map(({ type, deltaFen }) => [type, deltaFen])).toEqual([
      ['FundsEncumbered', 4 * RATE_FEN],
      ['PayoutsDispatched', -2 * RATE_FEN],
    ]);
    expect(payment?.payout.map(({ account }) => account)).toEqual([
      'encumbered',
      'inTransit',
      'inTransit',
      'paid',
      'owed',
    ]);
    expect(payment?.payout[3]).toMatchObject({ balances: { paid: RATE_FEN }, actor: { role: 'SYSTEM' } });
    expect(payment?.from[0]?.postings.map(({ unit, account, type }) => [unit, account, type])).toEqual([
      ['XC', 'available', 'AllotmentTaken'],
      ['XC', 'allotted', 'AllotmentTaken'],
      [UNIT, 'allotted', 'FundsAllotted'],
      [UNIT, 'available', 'FundsAllotted'],
    ]);
  });

  it('shows an attempt that the bank sent back, and that nothing paid it', async () => {
    expect(await paymentsOf(answeredLog(), BOUNCED)).toMatchObject([
      { status: 'rejected', answered: { result: 'REJECTED', reason: 'AC01' }, from: [] },
    ]);
  });

  it('finds nothing for what was never paid or is not there', async () => {
    expect(await paymentsOf(confirmedLog(), PAID)).toEqual([]);
    expect(await traceOf(opened!.views, 'nobody')).toBeUndefined();
    expect(await traceOf(opened!.views, endToEndId(PAID, 2, 9))).toBeUndefined();
  });
});

describe('the trace of an allotment', () => {
  it('goes up to every payment that it paid', async () => {
    const allotment = await allotmentOf(more(answeredLog()), ALLOTMENT_ID);
    expect(allotment).toMatchObject({
      unit: UNIT,
      allottedFen: 10_000_000,
      returnedFen: 0,
      paidFen: RATE_FEN,
      leftFen: 10_000_000 - RATE_FEN,
      payments: [{ payment: { caseId: PAID, batchId: BATCH_ID }, amountFen: RATE_FEN }],
    });
    expect(allotment?.postings).toHaveLength(4);
  });

  it('takes off what was returned of it', async () => {
    const returned = more(answeredLog()).on(
      LINE,
      ofFund('AllotmentReturnTaken', { proposalId: uuid(76), allotmentId: uuid(80), amountFen: 5_000 }),
    );
    expect(await allotmentOf(returned, uuid(80))).toMatchObject({ allottedFen: 5_000, returnedFen: 5_000, leftFen: 0 });
  });

  it('lets recovered money pay again: it is a source of its own, after the allotments before it', async () => {
    const paidOnce = paidBy(
      log.on(LINE, ofFund('FundsAllotted', { allotmentId: ALLOTMENT_ID, amountFen: RATE_FEN })),
      BATCH_ID,
      PAID,
    );
    const recovered = { caseId: PAID, recoveryId: 'R1', entryId: 'e1', amountFen: RATE_FEN, commandId: uuid(83) };
    const paidAgain = paidBy(paidOnce.on(LINE, ofFund('FundsRecovered', recovered)), uuid(84), BOUNCED);
    opened = await ProjectedViews.of(paidAgain, projections);
    const { paid, shortFen } = await unitPayments(opened.views, UNIT);
    expect(shortFen).toBe(0);
    expect(
      paid.map(({ payment, slices }) => [
        payment.caseId,
        slices.map(({ source, amountFen }) => [source.id, amountFen]),
      ]),
    ).toEqual([
      [PAID, [[ALLOTMENT_ID, RATE_FEN]]],
      [BOUNCED, [['R1', RATE_FEN]]],
    ]);
  });
});

/** A batch of one line, sent and paid. */
function paidBy(so: GivenLog, batchId: string, caseId: string): GivenLog {
  const lines = [{ ...batchLine(caseId), from: 'owed' as const }];
  const id = endToEndId(caseId, 1, 1);
  const totalFen = RATE_FEN;
  const sums = { paidFen: totalFen, bouncedFen: 0, returnedFen: 0 };
  return so
    .on(
      `batch-${batchId}`,
      ofBatch('BatchMade', { unit: UNIT, fundSource: 'SPECIAL_ACCOUNT', lines, totalFen, omitted: [] }),
      ofBatch('BankAnswerRecorded', {
        answerId: 'a',
        digest: 'a',
        lines: [{ endToEndId: id, result: 'PAID' }],
        ...sums,
        ignored: [],
      }),
    )
    .on(LINE, ofFund('PayoutsAnswered', { batchId, answerId: `${batchId}/a`, paidFen: totalFen, bouncedFen: 0 }));
}
