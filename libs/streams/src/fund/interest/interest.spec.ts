import { event } from '@ledger/kernel';
import { actor, given } from '@ledger/testing';
import { CITY_LINE, fundStream } from '../fund.stream';
import { recordInterest, reverseInterestEntry } from './interest.decide';

const ADMIN = { actor: actor('FUND_ADMIN', 'XC') };
const document = {
  kind: 'BANK_STATEMENT',
  number: '模拟对账单1号',
  issuer: '模拟银行',
  issuedOn: '2020-03-21',
  title: '结息单',
};
const opened = event('CityLineOpened', { totalFen: 1_000_000 });
const entered = event('InterestRecorded', { amountFen: 1_234 });
const reverse = { version: 2, amountFen: 1_234, document, reason: '重复入账' };

describe('interest of the special account (A-071)', () => {
  it('is kept apart and never spendable', () => {
    const { state } = given(fundStream, opened)
      .when(recordInterest, { amountFen: 1_234, document }, ADMIN)
      .then(entered).next;
    expect(state).toMatchObject({ interestFen: 1_234, availableFen: 1_000_000, totalFen: 1_000_000 });
  });

  it('recorded in error is reversed, naming the entry', () => {
    const { state } = given(fundStream, opened, entered)
      .when(reverseInterestEntry, reverse, ADMIN)
      .then({
        type: 'InterestEntryReversed',
        data: { amountFen: 1_234 },
        corrects: { stream: `fund-${CITY_LINE}`, version: 2 },
      }).next;
    expect(state).toMatchObject({ interestFen: 0, interestEntries: {} });
  });

  it('is reversed once, for its own amount', () => {
    given(fundStream, opened, entered)
      .when(reverseInterestEntry, { ...reverse, amountFen: 1 }, ADMIN)
      .thenRefused('A-071', /核对/);
    given(fundStream, opened, entered)
      .when(reverseInterestEntry, { ...reverse, version: 1 }, ADMIN)
      .thenRefused('A-071');
    given(fundStream, opened, entered)
      .when(reverseInterestEntry, reverse, ADMIN)
      .next.when(reverseInterestEntry, reverse, ADMIN)
      .thenRefused('A-071');
  });
});
