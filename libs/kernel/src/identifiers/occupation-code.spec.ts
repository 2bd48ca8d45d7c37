import { occupationKey, parseOccupationCode } from './occupation-code';

describe('occupation codes (C.5)', () => {
  it.each([
    ['6-29-01-01', 6],
    ['4-10-01-05', 4],
    ['6-31-01-03', 6],
    ['2-02-10-99', 2],
  ])('reads %s of major group %d', (code, majorGroup) => {
    expect(parseOccupationCode(code)).toEqual({ ok: true, normalised: code, majorGroup });
  });

  it('reads full-width forms and typographic dashes', () => {
    expect(parseOccupationCode(' ６－２９－０１－０１ ')).toMatchObject({ ok: true, normalised: '6-29-01-01' });
    expect(parseOccupationCode('6–29—01−01')).toMatchObject({ ok: true, normalised: '6-29-01-01' });
  });

  it.each(['', '6290101', '6-29-01', '6-29-01-1', '06-29-01-01', 'X-29-01-01', '6-29-01-01-02'])(
    'refuses %p',
    (code) => {
      expect(parseOccupationCode(code).ok).toBe(false);
    },
  );

  it('are keyed with their edition, for codes move between editions', () => {
    expect(occupationKey('2015', '6-29-01-01')).not.toBe(occupationKey('2022', '6-29-01-01'));
  });
});
