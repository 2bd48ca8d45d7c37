import fc from 'fast-check';
import { addDays } from '../calendar/local-date';
import { ageInYears, makeIdNumber, parseIdNumber } from './id-number';

const TODAY = '2020-11-30';
const read = (raw: string) => parseIdNumber(raw, TODAY);

describe('identity numbers (C.1, GB 11643-1999)', () => {
  it.each([
    '411002190101010006',
    '411025189701010006',
    '411082189806150029',
    '411003190010100037',
    '411024190402290003',
    '41100219010109000X',
    '411023189505050016',
    '41100119010101000X',
    '411003190001010021',
    '41100319000101003X',
    '11010519491231002X',
    '440524188001010014',
  ])('accepts the sample %s with a known region', (number) => {
    expect(read(number)).toMatchObject({ ok: true, normalised: number, legacy15: false, regionKnown: true });
  });

  it.each([
    ['41100219010109000x', 'a small x'],
    ['  41100219010109000X\n', 'blanks around it'],
    ['４１１００２１９０１０１０９０００Ｘ', 'full-width forms'],
    ['４１１００２１９０１０１０９０００ｘ\u3000', 'a full-width small x and an ideographic blank'],
  ])('reads %p: %s makes no difference', (raw) => {
    expect(read(raw)).toMatchObject({ ok: true, normalised: '41100219010109000X' });
  });

  it('accepts the prefix of 许昌县, abolished in 2016, and of the former city proper', () => {
    expect(read('411023189505050016')).toMatchObject({ ok: true, regionKnown: true });
    expect(read('41100119010101000X')).toMatchObject({ ok: true, regionKnown: true });
  });

  it('tells women and men apart by the sequence number', () => {
    expect(read('411003190001010021')).toMatchObject({ sex: 'FEMALE', birthDate: '1900-01-01' });
    expect(read('41100319000101003X')).toMatchObject({ sex: 'MALE', birthDate: '1900-01-01' });
  });

  it('takes a number of 15 digits as another name of the one with 18', () => {
    expect(read('411002010101000')).toEqual({
      ok: true,
      normalised: '411002190101010006',
      legacy15: true,
      birthDate: '1901-01-01',
      sex: 'FEMALE',
      regionKnown: true,
    });
  });

  it('refuses a wrong check character, and still gives the number by which the person was named', () => {
    expect(read('411002190101010007')).toEqual({
      ok: false,
      reason: 'check-character',
      normalised: '411002190101010007',
    });
    expect(read('41100219010101000x')).toEqual({
      ok: false,
      reason: 'check-character',
      normalised: '41100219010101000X',
    });
  });

  it.each([
    ['411024190002290004', '29 February 1900, which was no leap year, though the check character is right'],
    ['411002190102300005', '30 February'],
    ['411002190113010003', 'month 13'],
    ['411024000229000', '29 February 1900 in 15 digits'],
  ])('refuses %s: %s', (number) => {
    expect(read(number)).toMatchObject({ ok: false, reason: 'birth-date' });
  });

  it('refuses a birth date in the future of the day on which it is judged', () => {
    expect(read('411002299901010003')).toMatchObject({ ok: false, reason: 'birth-date-future' });
    const bornToday = makeIdNumber('411002', TODAY, 1);
    expect(read(bornToday)).toMatchObject({ ok: true });
    expect(parseIdNumber(bornToday, addDays(TODAY, -1))).toMatchObject({ ok: false, reason: 'birth-date-future' });
  });

  it('refuses a birth date that nobody alive can have', () => {
    expect(read(makeIdNumber('411002', '1869-11-30', 1))).toMatchObject({
      ok: false,
      reason: 'birth-date-implausible',
    });
    expect(read(makeIdNumber('411002', '1869-12-01', 1))).toMatchObject({ ok: true });
  });

  it.each(['', '41100219010101000', '4110021901010100066', '41100201010100'])('refuses %p for its length', (number) => {
    expect(read(number)).toMatchObject({ ok: false, reason: 'length' });
  });

  it.each([
    '41100219010101000A',
    'X11002190101010006',
    '41100201010100X',
    '411002 19010101006',
    '٤11002190101010006',
    '411002190101010-06',
  ])('refuses %p for its characters', (number) => {
    expect(read(number)).toMatchObject({ ok: false, reason: 'charset' });
  });

  it('flags an unknown region and refuses nothing for it', () => {
    expect(read('999999190101010004')).toMatchObject({ ok: true, regionKnown: false });
    expect(read(makeIdNumber('411099', '1990-01-01', 1))).toMatchObject({ ok: true, regionKnown: false });
    expect(read(makeIdNumber('411071', '1990-01-01', 1))).toMatchObject({ ok: true, regionKnown: false });
  });

  it.each(['810000', '820000', '830000'])('accepts a residence permit with the prefix %s', (prefix) => {
    expect(read(makeIdNumber(prefix, '1985-07-01', 12))).toMatchObject({ ok: true, regionKnown: true });
    expect(read(makeIdNumber(`${prefix.slice(0, 5)}1`, '1985-07-01', 12))).toMatchObject({
      ok: true,
      regionKnown: false,
    });
  });
});

describe('made-up identity numbers', () => {
  const anyBirthDate = fc.integer({ min: 0, max: 36_000 }).map((days) => addDays('1900-01-01', days));

  it('are accepted, and give back what they were made of', () => {
    fc.assert(
      fc.property(anyBirthDate, fc.integer({ min: 0, max: 999 }), (birthDate, sequence) => {
        const number = makeIdNumber('411081', birthDate, sequence);
        expect(read(number)).toMatchObject({
          ok: true,
          birthDate,
          sex: sequence % 2 === 1 ? 'MALE' : 'FEMALE',
          normalised: number,
        });
      }),
    );
  });

  it('are refused when one digit is mistyped or two neighbours are swapped', () => {
    fc.assert(
      fc.property(
        anyBirthDate,
        fc.nat(999),
        fc.nat(16),
        fc.integer({ min: 1, max: 9 }),
        (birthDate, sequence, at, by) => {
          const number = makeIdNumber('411025', birthDate, sequence);
          const mistyped = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
          expect(read(mistyped).ok).toBe(false);
          const [left, right] = [number[at]!, number[at + 1]!];
          const swapped = number.slice(0, at) + right + left + number.slice(at + 2);
          expect(read(swapped).ok).toBe(left === right);
        },
      ),
    );
  });

  it('are refused their making from wrong parts', () => {
    expect(() => makeIdNumber('41108', '1990-01-01', 1)).toThrow(RangeError);
    expect(() => makeIdNumber('411081', '1990-02-30', 1)).toThrow(RangeError);
    expect(() => makeIdNumber('411081', '1990-01-01', 1000)).toThrow(RangeError);
    expect(() => makeIdNumber('411081', '1990-01-01', 0.5)).toThrow(RangeError);
  });
});

describe('age in whole years (B.2-age)', () => {
  it.each([
    ['1960-06-15', '2020-06-14', 59],
    ['1960-06-15', '2020-06-15', 60],
    ['2004-02-29', '2020-02-28', 15],
    ['2004-02-29', '2020-02-29', 16],
    ['2004-02-29', '2021-02-28', 16],
    ['2004-02-29', '2021-03-01', 17],
    ['2020-01-01', '2020-01-01', 0],
    ['1961-12-31', '2021-01-01', 59],
  ])('of who was born on %s is on %s %d', (birthDate, on, age) => {
    expect(ageInYears(birthDate, on)).toBe(age);
  });
});
