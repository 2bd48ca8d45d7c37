import { fundStream, type FundState } from '@ledger/streams/fund';
import { type GivenLog, projected, uuid } from '@ledger/testing';
import {
  answeredLog,
  ANSWER_ID,
  BATCH_ID,
  BOUNCED,
  CITY,
  CLASS_ID,
  LINE,
  ofFund,
  PAID,
  RATE_FEN,
} from '@ledger/testing/programme-log';
import { differenceOf } from './fund-position.query';
import { fundPostings } from './fund-postings.projection';
import { FUND_LINES, FUND_POSTINGS, type Account, type LineRow, type PostingRow } from './posting-row';

/** Every kind of posting that a fund line knows. */
const everyPosting = (): GivenLog =>
  answeredLog()
    .on(LINE, ofFund('PayoutsReturned', { batchId: BATCH_ID, answerId: uuid(60), amountFen: RATE_FEN }))
    .on(LINE, ofFund('OwedReleased', { caseId: BOUNCED, amountFen: RATE_FEN, commandId: uuid(61), why: 'revoked' }))
    .on(LINE, ofFund('PayoutsDispatched', { batchId: uuid(62), encumbered: [], owedFen: RATE_FEN, totalFen: RATE_FEN }))
    .on(LINE, ofFund('PayoutsAnswered', { batchId: uuid(62), answerId: uuid(63), paidFen: RATE_FEN, bouncedFen: 0 }))
    .on(
      LINE,
      ofFund('FundsRecovered', {
        caseId: PAID,
        recoveryId: uuid(64),
        entryId: uuid(65),
        amountFen: 50_000,
        commandId: uuid(66),
      }),
    )
    .on(
      LINE,
      ofFund('RecoveryEntryReversed', {
        caseId: PAID,
        recoveryId: uuid(64),
        entryId: uuid(65),
        amountFen: 20_000,
        commandId: uuid(67),
      }),
    )
    .on(
      LINE,
      ofFund('EncumbranceReleased', {
        classId: CLASS_ID,
        amountFen: RATE_FEN,
        commandId: uuid(68),
        why: 'class-closed',
      }),
    )
    .on(
      CITY,
      ofFund('AllotmentTaken', { allotmentId: uuid(69), toUnit: 'XC-411002', amountFen: 70_000, commandId: uuid(70) }),
    )
    .on(CITY, ofFund('AllotmentGivenBack', { allotmentId: uuid(69), amountFen: 70_000, commandId: uuid(70) }))
    .on(
      CITY,
      ofFund('AllotmentTaken', { allotmentId: uuid(71), toUnit: 'XC-411002', amountFen: 30_000, commandId: uuid(72) }),
    )
    .on(LINE, ofFund('FundsAllotted', { allotmentId: uuid(71), amountFen: 30_000 }))
    .on(LINE, ofFund('AllotmentReturnTaken', { proposalId: uuid(76), allotmentId: uuid(71), amountFen: 30_000 }))
    .on(CITY, ofFund('AllotmentReturned', { allotmentId: uuid(71), fromUnit: 'XC-411002', amountFen: 30_000 }))
    .on(
      CITY,
      ofFund('InterestRecorded', { amountFen: 9_000 }),
      ofFund('InterestEntryReversed', { proposalId: uuid(77), amountFen: 2_000 }),
    );

const stateOfLine = (log: GivenLog, line: string): FundState =>
  log.events
    .filter(({ stream }) => stream === line)
    .reduce((state, event) => fundStream.evolve(state, event), fundStream.initial());

describe('fund postings: every fen on its way', () => {
  const log = everyPosting();
  const seen = projected(log, fundPostings);
  const postings = Object.values(seen.all<PostingRow>(FUND_POSTINGS));

  it.each([CITY, LINE])('gives the balances of %s as the line itself knows them', (stream) => {
    const { balances } = seen.get<LineRow>(FUND_LINES, stream.slice('fund-'.length))!;
    const state = stateOfLine(log, stream);
    expect(balances).toEqual({
      total: state.totalFen,
      allotted: state.allottedFen,
      available: state.availableFen,
      encumbered: state.encumberedFen,
      inTransit: state.inTransitFen,
      owed: state.owedFen,
      paid: state.paidFen,
      recovered: state.recoveredFen,
      askedBack: state.askedBackFen,
      interest: state.interestFen,
    });
  });

  it('keeps the identity of the line after every single posting', () => {
    expect(postings.length).toBeGreaterThan(30);
    for (const { line, balances } of postings) expect(differenceOf(line, balances)).toBe(0);
  });

  it('opens each total into exactly the postings that sum to it', () => {
    for (const [line, { balances }] of Object.entries(seen.all<LineRow>(FUND_LINES))) {
      for (const [account, balance] of Object.entries(balances) as [Account, number][]) {
        const own = postings.filter((each) => each.line === line && each.account === account);
        expect(own.reduce((sum, { deltaFen }) => sum + deltaFen, 0)).toBe(balance);
      }
    }
  });

  it('says of each posting who, when and what for', () => {
    const paid = postings.find(
      ({ answerId, account }) => answerId === `${BATCH_ID}/${ANSWER_ID}` && account === 'paid',
    );
    expect(paid).toMatchObject({ type: 'PayoutsAnswered', batchId: BATCH_ID, deltaFen: RATE_FEN, unit: 'XC-411002' });
    const dispatched = postings.find(({ batchId, account }) => batchId === BATCH_ID && account === 'encumbered');
    expect(dispatched).toMatchObject({ classId: CLASS_ID, deltaFen: -2 * RATE_FEN });
    expect(paid?.occurredAt).toMatch(/Z$/);
    expect(paid?.actor.id).toBeDefined();
  });

  it('keeps the day that was asked for beside the time of a posting that came late (money is never back-dated)', () => {
    const late = log.on(LINE, ofFund('FundsAllotted', { allotmentId: uuid(73), amountFen: 1, valueOn: '2019-12-01' }));
    const rows = Object.values(projected(late, fundPostings).all<PostingRow>(FUND_POSTINGS));
    expect(rows.filter(({ allotmentId }) => allotmentId === uuid(73)).map(({ valueOn }) => valueOn)).toEqual([
      '2019-12-01',
      '2019-12-01',
    ]);
  });
});
