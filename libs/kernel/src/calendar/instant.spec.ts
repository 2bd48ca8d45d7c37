import fc from 'fast-check';
import { addMilliseconds, epochMsOf, instantOfEpochMs, isValidInstant, normaliseInstant } from './instant';

const anyDate = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

describe('instants', () => {
  it('agrees with the platform on every millisecond from year 1 to 9999', () => {
    fc.assert(
      fc.property(anyDate, (date) => {
        expect(instantOfEpochMs(date.getTime())).toBe(date.toISOString());
        expect(epochMsOf(date.toISOString())).toBe(date.getTime());
        expect(isValidInstant(date.toISOString())).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('counts every millisecond of the first two minutes of 1970 as a whole number', () => {
    for (let ms = 0; ms < 120_000; ms++) {
      if (epochMsOf(instantOfEpochMs(ms)) !== ms) throw new Error(`${ms} ms`);
    }
    expect(epochMsOf('1970-01-01T00:00:01.001Z')).toBe(1001);
  });

  it.each([
    '2020-12-31T16:00:00Z',
    '2020-12-31T16:00:00.000',
    '2020-12-31T16:00:00.000+00:00',
    '2020-12-31 16:00:00.000Z',
    '2020-02-30T16:00:00.000Z',
    '2020-12-31T24:00:00.000Z',
    '2020-12-31T23:60:00.000Z',
    '2020-12-31T23:59:60.000Z',
    '0000-01-01T00:00:00.000Z',
    ' 2020-12-31T16:00:00.000Z',
    '2020-12-31T16:00:00.000Z\n',
    '',
  ])('does not take %p for an instant of the ledger', (text) => {
    expect(isValidInstant(text)).toBe(false);
    expect(() => epochMsOf(text)).toThrow(RangeError);
  });

  it.each([
    ['2020-12-31T16:00:00Z', '2020-12-31T16:00:00.000Z'],
    ['2021-01-01T00:00:00+08:00', '2020-12-31T16:00:00.000Z'],
    ['2020-12-31T10:30-05:30', '2020-12-31T16:00:00.000Z'],
    ['2020-12-31T16:00:00.1234567Z', '2020-12-31T16:00:00.123Z'],
    ['2020-12-31T16:00:00.5Z', '2020-12-31T16:00:00.500Z'],
    ['2020-02-29T23:59:59.999-0001', '2020-03-01T00:00:59.999Z'],
  ])('brings %s into the stored form', (given, stored) => {
    expect(normaliseInstant(given)).toBe(stored);
  });

  it.each([
    '2020-12-31T16:00:00',
    '2020-12-31',
    '2021-02-29T00:00:00Z',
    '2020-12-31T25:00:00Z',
    '0001-01-01T00:00:00+08:00',
    '9999-12-31T23:59:59-01:00',
  ])('refuses %s: no such time, or nobody knows when it was', (given) => {
    expect(normaliseInstant(given)).toBeUndefined();
  });

  it('adds milliseconds across the end of a year', () => {
    expect(addMilliseconds('2020-12-31T23:59:59.999Z', 1)).toBe('2021-01-01T00:00:00.000Z');
    expect(addMilliseconds('2021-01-01T00:00:00.000Z', -1)).toBe('2020-12-31T23:59:59.999Z');
    expect(() => addMilliseconds('9999-12-31T23:59:59.999Z', 1)).toThrow(RangeError);
    expect(() => instantOfEpochMs(0.5)).toThrow(RangeError);
  });
});
