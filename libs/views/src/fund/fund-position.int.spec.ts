import type { SqliteViewStore } from '@ledger/viewstore';
import { ProjectedViews } from '@ledger/testing/projected-views';
import {
  answeredLog,
  CLASS_ID,
  confirmedLog,
  dispatchedLog,
  ofFund,
  LINE,
  RATE_FEN,
  UNIT,
  PAID,
} from '@ledger/testing/programme-log';
import type { GivenLog } from '@ledger/testing';
import { projections } from '../projections';
import { claimSums, compareMoney, openClaimSum } from './claim-sums.query';
import { fundPosition, openBalance, postingsAbout } from './fund-position.query';

const LINE_ID = LINE.slice('fund-'.length);
const TEN_MILLION = 10_000_000;

let opened: ProjectedViews | undefined;
const viewsOf = async (log: GivenLog): Promise<SqliteViewStore> => {
  opened = await ProjectedViews.of(log, projections);
  return opened.views;
};
afterEach(() => opened?.close());

describe('the fund position', () => {
  it('says where every fen is now, and that it balances', async () => {
    const { city, units, total, onTheWayFen } = await fundPosition(await viewsOf(answeredLog()));
    expect(city?.balances).toMatchObject({
      total: 11_950_000_000,
      allotted: TEN_MILLION,
      available: 11_950_000_000 - TEN_MILLION,
    });
    expect(units.map(({ unit, differenceFen }) => [unit, differenceFen])).toEqual([[UNIT, 0]]);
    expect(total).toMatchObject({
      allotted: TEN_MILLION,
      available: TEN_MILLION - 4 * RATE_FEN,
      encumbered: 2 * RATE_FEN,
      owed: RATE_FEN,
      paid: RATE_FEN,
    });
    expect(onTheWayFen).toBe(0);
  });

  it('says where it was at any moment: before the batch went, before the allotment came, before anything was there', async () => {
    const log = answeredLog();
    const views = await viewsOf(log);
    const at = (type: string): string => log.events.find((event) => event.type === type)!.occurredAt;
    const confirmed = await fundPosition(views, { asOf: at('BatchDispatched'), unit: UNIT });
    expect(confirmed.units[0]?.balances).toMatchObject({ encumbered: 4 * RATE_FEN, inTransit: 0 });
    const dispatched = await fundPosition(views, { asKnown: at('PayoutsDispatched') });
    expect(dispatched.total).toMatchObject({ encumbered: 2 * RATE_FEN, inTransit: 2 * RATE_FEN, paid: 0 });
    const allotted = await fundPosition(views, { asOf: at('AllotmentTaken') });
    expect(allotted.units).toEqual([]);
    expect(allotted.onTheWayFen).toBe(TEN_MILLION);
    const nothing = await fundPosition(views, { asOf: '2019-01-01T00:00:00.000Z' });
    expect(nothing).toMatchObject({ city: undefined, units: [], onTheWayFen: 0 });
  });

  it('opens a balance into the postings that make it, page by page', async () => {
    const views = await viewsOf(answeredLog());
    const first = await openBalance(views, { line: LINE_ID, account: 'available', limit: 1 });
    expect(first).toMatchObject({
      sumFen: TEN_MILLION - 4 * RATE_FEN,
      rows: [{ type: 'FundsAllotted', deltaFen: TEN_MILLION }],
    });
    const rest = await openBalance(views, { line: LINE_ID, account: 'available', cursor: first.cursor });
    expect(rest.rows.map(({ type, deltaFen }) => [type, deltaFen])).toEqual([['FundsEncumbered', -4 * RATE_FEN]]);
    const ofClass = await openBalance(views, { line: LINE_ID, account: 'encumbered', classId: CLASS_ID });
    expect(ofClass.sumFen).toBe(2 * RATE_FEN);
  });

  it('lists every posting about a class', async () => {
    const about = await postingsAbout(await viewsOf(dispatchedLog()), { column: 'classId', id: CLASS_ID });
    expect(about.map(({ type, account }) => [type, account])).toEqual([
      ['FundsEncumbered', 'available'],
      ['FundsEncumbered', 'encumbered'],
      ['PayoutsDispatched', 'encumbered'],
    ]);
  });
});

describe('the sums by claim', () => {
  it.each([
    ['confirmed', confirmedLog],
    ['dispatched', dispatchedLog],
    ['answered', answeredLog],
  ])('agree with the fund line when claims are %s', async (_what, log) => {
    expect(await compareMoney(await viewsOf(log()))).toEqual([]);
  });

  it('tell drawn from confirmed money and open into the cases that make them', async () => {
    const views = await viewsOf(answeredLog());
    expect((await claimSums(views, UNIT))[0]).toEqual({
      unit: UNIT,
      undrawnFen: 2 * RATE_FEN,
      drawnFen: 0,
      approvedFen: 0,
      inTransitFen: 0,
      owedFen: RATE_FEN,
      paidFen: RATE_FEN,
      recoveredFen: 0,
      askedBackFen: 0,
      unfundedFen: 0,
    });
    const paid = await openClaimSum(views, { unit: UNIT, sum: 'paidFen' });
    expect(paid).toMatchObject({ sumFen: RATE_FEN, rows: [{ key: PAID }] });
  });

  it('disagree with a line that paid what no case has', async () => {
    const wrong = answeredLog().on(
      LINE,
      ofFund('OwedReleased', { caseId: PAID, amountFen: 1, commandId: 'x', why: 'rejected' }),
    );
    expect(await compareMoney(await viewsOf(wrong))).toEqual([
      { of: UNIT, what: 'owed', fundFen: RATE_FEN - 1, claimsFen: RATE_FEN },
    ]);
  });
});
