import { event, nameOf } from '@ledger/kernel';
import { actor, given, stateOf, uuid } from '@ledger/testing';
import { CITY_LINE, fundStream } from '../fund.stream';
import { allotFunds } from './allot-funds.decide';

/** No event: it is so already. */
const NOTHING = [] as const;
const ADMIN = { actor: actor('FUND_ADMIN', 'XC'), commandId: uuid(7) };
const document = {
  kind: 'ALLOTMENT_NOTICE',
  number: '模拟文〔2019〕第004号',
  issuer: '模拟局',
  issuedOn: '2019-10-21',
  title: '资金分配',
};
const opened = event('CityLineOpened', { totalFen: 1_000_000 });
const city = stateOf(fundStream, opened);
const allotmentId = uuid(3);
const allot = { allotmentId, unit: 'XC-411002', amountFen: 600_000, document };
const cityLine = nameOf(fundStream, CITY_LINE);

describe('allotting money to a unit (A-071)', () => {
  it('takes it from the city line first, then credits the unit’s line', () => {
    const { state } = given(fundStream)
      .facts({ city })
      .when(allotFunds, allot, ADMIN)
      .then({ type: 'FundsAllotted', data: { allotmentId, amountFen: 600_000 } })
      .thenBefore({
        stream: cityLine,
        effect: 'take-allotment',
        data: { allotmentId, toUnit: 'XC-411002', amountFen: 600_000 },
        giveBack: { effect: 'give-allotment-back', data: { allotmentId } },
      }).next;
    expect(state).toMatchObject({ allottedFen: 600_000, availableFen: 600_000 });
  });

  it('gives the last fen and not one more', () => {
    given(fundStream)
      .facts({ city })
      .when(allotFunds, { ...allot, amountFen: 1_000_000 }, ADMIN)
      .thenBefore({ stream: cityLine });
    given(fundStream)
      .facts({ city })
      .when(allotFunds, { ...allot, amountFen: 1_000_001 }, ADMIN)
      .thenRefused('A-071-line', /10,000\.01.*10,000\.00/);
  });

  it('shows on which balance of the city line it was decided', () => {
    const { evidence } = given(fundStream)
      .facts({ city })
      .when(allotFunds, { ...allot, amountFen: 1_000_001 }, ADMIN);
    expect(evidence.facts).toEqual([{ stream: cityLine, version: 1, name: 'available', value: '10,000.00' }]);
  });

  it('is refused while the city line is not open', () => {
    given(fundStream)
      .when(allotFunds, allot, ADMIN)
      .thenRefused('A-071', /尚未设立/);
  });

  it('is refused under the id of another allotment', () => {
    const taken = stateOf(
      fundStream,
      opened,
      event('AllotmentTaken', { allotmentId, toUnit: 'XC-SBJ', amountFen: 1, commandId: uuid(8) }),
    );
    given(fundStream)
      .facts({ city: taken })
      .when(allotFunds, allot, ADMIN)
      .thenRefused('B.5-order', /换一个编号/);
  });

  it('is named after its command where the caller gives no id', () => {
    const { allotmentId: _id, ...unnamed } = allot;
    given(fundStream)
      .facts({ city })
      .when(allotFunds, unnamed, ADMIN)
      .then({ type: 'FundsAllotted', data: { allotmentId: uuid(7), amountFen: 600_000 } });
  });

  it('is never back-dated on the unit’s line: the day that was asked for stays beside it', () => {
    const earlier = event(
      'FundsAllotted',
      { allotmentId: uuid(1), amountFen: 1 },
      { occurredAt: '2020-03-01T02:00:00.000Z' },
    );
    const outcome = given(fundStream, earlier)
      .facts({ city })
      .when(allotFunds, allot, { ...ADMIN, at: '2020-01-15T02:00:00.000Z' })
      .then({ type: 'FundsAllotted', data: { allotmentId, amountFen: 600_000, valueOn: '2020-01-15' } });
    expect(outcome.events[0]?.occurredAt).toBe('2020-03-01T02:00:00.000Z');
  });

  it('goes to reporting units only, in whole fen above zero', () => {
    for (const unit of ['XC', 'XC-410100', '__proto__']) {
      given(fundStream)
        .facts({ city })
        .when(allotFunds, { ...allot, unit }, ADMIN)
        .thenInvalid('unit');
    }
    for (const amountFen of [0, -1, 0.5, '1', 1e12]) {
      given(fundStream)
        .facts({ city })
        .when(allotFunds, { ...allot, amountFen }, ADMIN)
        .thenInvalid('amountFen');
    }
  });
});

describe('the city line', () => {
  const line = given(fundStream, opened);
  const taking = { allotmentId, toUnit: 'XC-411002', amountFen: 600_000 };
  const own = { commandId: uuid(7) };

  it('gives back what an allotment took that did not come about, and only to the command that took it', () => {
    const taken = line.whenEffect('take-allotment', taking, own).next;
    taken.whenEffect('give-allotment-back', { allotmentId }, { commandId: uuid(8) }).then(...NOTHING);
    const { state } = taken.whenEffect('give-allotment-back', { allotmentId }, own).next;
    expect(state).toMatchObject({ availableFen: 1_000_000, allottedFen: 0, allotments: {} });
  });

  it('lets one of two allotments have the last fen', () => {
    line
      .whenEffect('take-allotment', taking, own)
      .next.whenEffect('take-allotment', { ...taking, allotmentId: uuid(4) }, { commandId: uuid(8) })
      .thenRefused('A-071-line', /4,000\.00/);
  });
});
