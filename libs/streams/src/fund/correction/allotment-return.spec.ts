import { event, nameOf } from '@ledger/kernel';
import { actor, given, type Given, uuid } from '@ledger/testing';
import type { FundState } from '../fund.state';
import { CITY_LINE, fundId, fundStream } from '../fund.stream';
import { approveFundCorrection } from './approve-fund-correction.decide';
import { declineFundCorrection } from './decline-fund-correction.decide';
import { proposeAllotmentReturn } from './propose-allotment-return.decide';

/** No event: it is so already. */
const NOTHING = [] as const;
const UNIT = 'XC-411002';
const ADMIN = { actor: actor('FUND_ADMIN', 'XC'), id: fundId(UNIT) };
const OTHER = { actor: actor('FUND_ADMIN', 'XC', 'fund-admin-2'), id: fundId(UNIT), commandId: uuid(12) };
const document = {
  kind: 'ALLOTMENT_NOTICE',
  number: '模拟文〔2019〕第004号',
  issuer: '模拟局',
  issuedOn: '2019-10-21',
  title: '资金分配',
};
const allotmentId = uuid(3);
const proposalId = uuid(4);
const line = given(fundStream, event('FundsAllotted', { allotmentId, amountFen: 600_000 }));
const back = { allotmentId, unit: UNIT, proposalId, document, reason: '分配单位录错' };
const decision = { unit: UNIT, proposalId };
const encumbered = event('FundsEncumbered', { classId: 'c', amountFen: 1, commandId: uuid(5) });
const propose = (on: Given<FundState>, more: object = {}) =>
  on.when(proposeAllotmentReturn, { ...back, ...more }, ADMIN);
const approve = (on: Given<FundState>) => on.when(approveFundCorrection, decision, OTHER);
const proposed = propose(line).next;

describe('returning an allotment to the city takes two people (A-071, B.5-four-eyes)', () => {
  it('is proposed by one, and moves nothing yet', () => {
    const change = { kind: 'ALLOTMENT_RETURN', allotmentId };
    const { next } = propose(line).then({ type: 'FundCorrectionProposed', data: { proposalId, change } }).thenAfter();
    expect(next.state).toMatchObject({ allottedFen: 600_000, availableFen: 600_000 });
  });

  it('is approved by another: the whole of it is taken from the unit’s line, then credited to the city’s', () => {
    const { state } = approve(proposed)
      .then({ type: 'AllotmentReturnTaken', data: { proposalId, allotmentId, amountFen: 600_000 } })
      .thenAfter({
        stream: nameOf(fundStream, CITY_LINE),
        effect: 'credit-allotment-return',
        data: { allotmentId, fromUnit: UNIT, amountFen: 600_000 },
      }).next;
    expect(state).toMatchObject({ allottedFen: 0, availableFen: 0, corrections: {} });
  });

  it('is decided by another than who proposed it', () => {
    proposed.when(approveFundCorrection, decision, ADMIN).thenRefused('B.5-four-eyes');
    proposed.when(declineFundCorrection, { ...decision, reason: '仍需使用' }, ADMIN).thenRefused('B.5-four-eyes');
  });

  it('is declined by another, and the money stays', () => {
    const { next } = proposed
      .when(declineFundCorrection, { ...decision, reason: '仍需使用' }, OTHER)
      .then({ type: 'FundCorrectionDeclined', data: { proposalId } });
    expect(next.state).toMatchObject({ allottedFen: 600_000, corrections: {} });
    approve(next).thenRefused('B.5-order', /declined/);
    propose(next, { proposalId: uuid(6) }).accepted();
  });
});

describe('the return of an allotment', () => {
  it('is refused where part of it is in use, when it is proposed and again when it is approved (A-071-line)', () => {
    propose(line.and(encumbered)).thenRefused('A-071-line', /5,999\.99/);
    approve(proposed.and(encumbered)).thenRefused('A-071-line', /5,999\.99/);
  });

  it('is refused for an allotment that is not there, or went back already (A-071)', () => {
    propose(given(fundStream)).thenRefused('A-071', /核对分配编号/);
    propose(approve(proposed).next, { proposalId: uuid(6) }).thenRefused('A-071');
    approve(approve(proposed).next).thenRefused('B.5-order', /approved/);
  });

  it('is proposed once, under an id of its own (B.5-order)', () => {
    propose(proposed).thenRefused('B.5-order', /use a new one/);
    propose(proposed, { proposalId: uuid(6) }).thenRefused('B.5-order', /undecided/);
    approve(line).thenRefused('B.5-order', /no such proposal/);
  });

  it('keeps its own time while it waits, and is posted no earlier than the line’s latest posting', () => {
    const late = given(
      fundStream,
      event('FundsAllotted', { allotmentId, amountFen: 600_000 }, { occurredAt: '2020-03-01T02:00:00.000Z' }),
    );
    const asked = late.when(proposeAllotmentReturn, back, { ...ADMIN, at: '2020-01-15T02:00:00.000Z' });
    expect(asked.events[0]?.occurredAt).toBe('2020-01-15T02:00:00.000Z');
    const done = asked.next.when(approveFundCorrection, decision, { ...OTHER, at: '2020-01-16T02:00:00.000Z' });
    expect(done.events[0]).toMatchObject({ occurredAt: '2020-03-01T02:00:00.000Z', data: { valueOn: '2020-01-16' } });
  });

  it('is credited on the city line once', () => {
    const credit = { allotmentId, fromUnit: UNIT, amountFen: 600_000 };
    const city = given(
      fundStream,
      event('CityLineOpened', { totalFen: 1_000_000 }),
      event('AllotmentTaken', { allotmentId, toUnit: UNIT, amountFen: 600_000, commandId: uuid(7) }),
    );
    const once = city
      .whenEffect('credit-allotment-return', credit)
      .then({ type: 'AllotmentReturned', data: credit }).next;
    expect(once.state).toMatchObject({ availableFen: 1_000_000, allottedFen: 0 });
    once.whenEffect('credit-allotment-return', credit).then(...NOTHING);
  });

  it('needs a reason and a document', () => {
    line.when(proposeAllotmentReturn, { allotmentId, unit: UNIT }, ADMIN).thenInvalid('document', 'reason');
    proposed.when(declineFundCorrection, decision, OTHER).thenInvalid('reason');
    proposed.when(approveFundCorrection, { ...decision, unit: 'XC-410100' }, OTHER).thenInvalid('unit');
  });
});
