import { event } from '@ledger/kernel';
import { actor, given, type Given, uuid } from '@ledger/testing';
import { approveFundCorrection } from '../correction/approve-fund-correction.decide';
import { proposeInterestReversal } from '../correction/propose-interest-reversal.decide';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundStream } from '../fund.stream';
import { recordInterest } from './record-interest.decide';

const ADMIN = { actor: actor('FUND_ADMIN', 'XC') };
const OTHER = { actor: actor('FUND_ADMIN', 'XC', 'fund-admin-2') };
const proposalId = uuid(4);
const document = {
  kind: 'BANK_STATEMENT',
  number: '模拟对账单1号',
  issuer: '模拟银行',
  issuedOn: '2020-03-21',
  title: '结息单',
};
const opened = event('CityLineOpened', { totalFen: 1_000_000 });
const entered = event('InterestRecorded', { amountFen: 1_234 });
const reverse = { proposalId, version: 2, amountFen: 1_234, document, reason: '重复入账' };

describe('interest of the special account (A-071)', () => {
  it('is kept apart and never spendable', () => {
    const { state } = given(fundStream, opened)
      .when(recordInterest, { amountFen: 1_234, document }, ADMIN)
      .then(entered).next;
    expect(state).toMatchObject({ interestFen: 1_234, availableFen: 1_000_000, totalFen: 1_000_000 });
  });

  const kept = given(fundStream, opened, entered);
  const propose = (on: Given<FundState>, more: object = {}) =>
    on.when(proposeInterestReversal, { ...reverse, ...more }, ADMIN);
  const approve = (on: Given<FundState>, by = OTHER) => on.when(approveFundCorrection, { unit: 'XC', proposalId }, by);

  it('recorded in error is reversed by two people, naming the entry (B.5-four-eyes)', () => {
    const change = { kind: 'INTEREST_REVERSAL', version: 2, amountFen: 1_234 };
    const waiting = propose(kept).then({ type: 'FundCorrectionProposed', data: { proposalId, change } }).next;
    expect(waiting.state.interestFen).toBe(1_234);
    approve(waiting, ADMIN).thenRefused('B.5-four-eyes');
    const { state } = approve(waiting)
      .then({
        type: 'InterestEntryReversed',
        data: { proposalId, amountFen: 1_234 },
        corrects: { stream: `fund-${CITY_LINE}`, version: 2 },
      })
      .thenAfter().next;
    expect(state).toMatchObject({ interestFen: 0, interestEntries: {}, corrections: {} });
  });

  it('is reversed once, for its own amount', () => {
    propose(kept, { amountFen: 1 }).thenRefused('A-071', /核对/);
    propose(kept, { version: 1 }).thenRefused('A-071');
    propose(approve(propose(kept).next).next, { proposalId: uuid(6) }).thenRefused('A-071');
  });
});
