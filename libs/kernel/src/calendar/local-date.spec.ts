import fc from 'fast-check';
import { epochMsOf } from './instant';
import {
  addDays,
  addMonths,
  compareLocalDates,
  daysBetween,
  endOfLocalDay,
  instantOfLocal,
  isValidLocalDate,
  localDateOf,
  localTimeOf,
  monthOf,
  weekdayOf,
  yearOf,
} from './local-date';

const DAY_MS = 86_400_000;
const anyDay = fc.integer({ min: -700_000, max: 2_900_000 });
const isoDay = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

describe('Shanghai dates', () => {
  it.each([
    ['2020-12-31T15:59:59Z', '2020-12-31'],
    ['2020-12-31T16:00:00Z', '2021-01-01'],
    ['2020-12-31T15:59:59.999Z', '2020-12-31'],
    ['2020-12-31T16:00:00.000Z', '2021-01-01'],
    ['2020-02-28T20:00:00.000Z', '2020-02-29'],
    ['2021-02-28T20:00:00.000Z', '2021-03-01'],
    ['2020-06-30T00:00:00.000Z', '2020-06-30'],
  ])('counts %s in Xuchang as %s (F.1)', (instant, date) => {
    expect(localDateOf(instant)).toBe(date);
  });

  it.each([
    ['2020-12-31T15:59:59.999Z', '2020-12-31 23:59:59'],
    ['2020-12-31T16:00:00Z', '2021-01-01 00:00:00'],
    ['2020-07-01T02:05:09.000Z', '2020-07-01 10:05:09'],
  ])('shows %s on the clocks of Xuchang as %s', (instant, time) => {
    expect(localTimeOf(instant)).toBe(time);
  });

  it('agrees with the time-zone tables on every instant of the plan years', () => {
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
    const instants = fc.date({
      min: new Date('2018-01-01T00:00:00Z'),
      max: new Date('2026-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, (date) => {
        expect(localDateOf(date.toISOString())).toBe(shanghai.format(date));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['', '2020-12-31', '2020-12-31T16:00:00+08:00', '2020-12-31 16:00:00Z'])(
    'does not date %p, which is no instant',
    (text) => {
      expect(() => localDateOf(text)).toThrow(RangeError);
    },
  );

  it('turns a Shanghai clock into an instant, and back into the same date', () => {
    expect(instantOfLocal('2021-01-01', '00:00')).toBe('2020-12-31T16:00:00.000Z');
    expect(instantOfLocal('2021-01-01', '07:59')).toBe('2020-12-31T23:59:00.000Z');
    expect(instantOfLocal('2021-01-01', '08:00')).toBe('2021-01-01T00:00:00.000Z');
    expect(instantOfLocal('2021-01-01', '23:59')).toBe('2021-01-01T15:59:00.000Z');
    expect(() => instantOfLocal('2021-01-01', '24:00')).toThrow(RangeError);
    expect(() => instantOfLocal('2021-02-29', '23:00')).toThrow(RangeError);
  });

  it('ends a day with the last millisecond before the next begins', () => {
    expect(endOfLocalDay('2020-12-31')).toBe('2020-12-31T15:59:59.999Z');
    expect(epochMsOf(instantOfLocal('2021-01-01', '00:00')) - epochMsOf(endOfLocalDay('2020-12-31'))).toBe(1);
    expect(() => endOfLocalDay('2020-12-32')).toThrow(RangeError);
  });

  it('agrees with the platform on adding days, counting them and the day of the week', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -10_000, max: 10_000 }), (day, days) => {
        const date = isoDay(day);
        expect(addDays(date, days)).toBe(isoDay(day + days));
        expect(daysBetween(date, isoDay(day + days))).toBe(days === 0 ? 0 : days);
        expect(weekdayOf(date)).toBe(new Date(day * DAY_MS).getUTCDay() || 7);
        expect(isValidLocalDate(date)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('walks over every day of four hundred years without a gap', () => {
    let date = '1800-01-01';
    const days = daysBetween('1800-01-01', '2200-01-01');
    for (let i = 0; i < days; i++) {
      const next = addDays(date, 1);
      if (!(next > date && isValidLocalDate(next))) throw new Error(`after ${date} came ${next}`);
      date = next;
    }
    expect(days).toBe(146_097);
    expect(date).toBe('2200-01-01');
  });

  it.each([
    ['2020-01-31', 1, '2020-02-29'],
    ['2019-01-31', 1, '2019-02-28'],
    ['2019-11-30', 3, '2020-02-29'],
    ['2020-02-29', 12, '2021-02-28'],
    ['2020-03-31', -1, '2020-02-29'],
    ['2020-01-15', -1, '2019-12-15'],
    ['2020-06-15', 0, '2020-06-15'],
    ['2019-10-12', 27, '2022-01-12'],
  ])('adds months to %s: %d later is %s', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  it.each([
    '2020-02-30',
    '2019-02-29',
    '1900-02-29',
    '2020-13-01',
    '2020-00-01',
    '2020-01-00',
    '2020-04-31',
    '0000-01-01',
    '2020-1-1',
    '20200101',
    '2020-01-01 ',
    '２０２０-01-01',
    '',
  ])('does not take %p for a date', (text) => {
    expect(isValidLocalDate(text)).toBe(false);
    expect(() => addDays(text, 0)).toThrow(RangeError);
    expect(() => addMonths(text, 0)).toThrow(RangeError);
  });

  it('knows the leap days of 1904, 2000 and 2020', () => {
    expect(['1904-02-29', '2000-02-29', '2020-02-29'].every(isValidLocalDate)).toBe(true);
  });

  it('orders dates, and knows their year and month', () => {
    expect(['2021-01-01', '2019-12-31', '2020-06-15'].toSorted(compareLocalDates)).toEqual([
      '2019-12-31',
      '2020-06-15',
      '2021-01-01',
    ]);
    expect(compareLocalDates('2020-01-01', '2020-01-01')).toBe(0);
    expect([yearOf('2020-06-15'), monthOf('2020-06-15')]).toEqual([2020, 6]);
  });

  it('refuses to leave the years 1 to 9999, and parts of days', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addMonths('9999-12-01', 1)).toThrow(RangeError);
    expect(() => addDays('2020-01-01', 0.5)).toThrow(RangeError);
    expect(() => addMonths('2020-01-01', 0.5)).toThrow(RangeError);
  });
});
