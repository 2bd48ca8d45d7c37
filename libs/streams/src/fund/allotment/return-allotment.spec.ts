import { event, nameOf } from '@ledger/kernel';
import { actor, given, uuid } from '@ledger/testing';
import { CITY_LINE, fundId, fundStream } from '../fund.stream';
import { returnAllotment } from './return-allotment.decide';

/** No event: it is so already. */
const NOTHING = [] as const;
const ADMIN = { actor: actor('FUND_ADMIN', 'XC'), id: fundId('XC-411002') };
const document = {
  kind: 'ALLOTMENT_NOTICE',
  number: '模拟文〔2019〕第004号',
  issuer: '模拟局',
  issuedOn: '2019-10-21',
  title: '资金分配',
};
const allotmentId = uuid(3);
const allotted = event('FundsAllotted', { allotmentId, amountFen: 600_000 });
const back = { allotmentId, unit: 'XC-411002', document, reason: '分配单位录错' };

describe('returning an allotment to the city (A-071)', () => {
  it('takes the whole of it from the unit’s line, then credits the city’s', () => {
    const { state } = given(fundStream, allotted)
      .when(returnAllotment, back, ADMIN)
      .then({ type: 'AllotmentReturnTaken', data: { allotmentId, amountFen: 600_000 } })
      .thenAfter({
        stream: nameOf(fundStream, CITY_LINE),
        effect: 'credit-allotment-return',
        data: { allotmentId, fromUnit: 'XC-411002', amountFen: 600_000 },
      }).next;
    expect(state).toMatchObject({ allottedFen: 0, availableFen: 0 });
  });

  it('is refused where part of it is in use', () => {
    given(fundStream, allotted, event('FundsEncumbered', { classId: 'c', amountFen: 1, commandId: uuid(5) }))
      .when(returnAllotment, back, ADMIN)
      .thenRefused('A-071-line', /5,999\.99/);
  });

  it('is refused for an allotment that is not there, or went back already', () => {
    given(fundStream)
      .when(returnAllotment, back, ADMIN)
      .thenRefused('A-071', /核对分配编号/);
    given(fundStream, allotted)
      .when(returnAllotment, back, ADMIN)
      .next.when(returnAllotment, back, ADMIN)
      .thenRefused('A-071');
  });

  it('is credited on the city line once', () => {
    const credit = { allotmentId, fromUnit: 'XC-411002', amountFen: 600_000 };
    const city = given(
      fundStream,
      event('CityLineOpened', { totalFen: 1_000_000 }),
      event('AllotmentTaken', { allotmentId, toUnit: 'XC-411002', amountFen: 600_000, commandId: uuid(7) }),
    );
    const once = city
      .whenEffect('credit-allotment-return', credit)
      .then({ type: 'AllotmentReturned', data: credit }).next;
    expect(once.state).toMatchObject({ availableFen: 1_000_000, allottedFen: 0 });
    once.whenEffect('credit-allotment-return', credit).then(...NOTHING);
  });
});
