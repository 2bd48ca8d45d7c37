import fc from 'fast-check';
import { makeCnaps, makeLuhn, parseAccountNumber, parseCnaps, passesLuhn } from './bank';

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((list) => list.join(''));

describe('account and card numbers (C.4)', () => {
  it.each(['6222020000000000018', '6217000000000000020', '6228480000000000042', '623050000000000057'])(
    '%s passes Luhn',
    (card) => {
      expect(passesLuhn(card)).toBe(true);
      expect(parseAccountNumber(card)).toEqual({ ok: true, normalised: card, luhn: 'PASSES' });
    },
  );

  it('flags a card number that fails Luhn and refuses nothing for it', () => {
    expect(parseAccountNumber('6222020000000000019')).toEqual({
      ok: true,
      normalised: '6222020000000000019',
      luhn: 'FAILS',
    });
  });

  it('does not ask Luhn of a number that is no card, such as a corporate account', () => {
    expect(parseAccountNumber('41001500020050200123')).toMatchObject({ ok: true, luhn: 'NOT_A_CARD' });
    expect(parseAccountNumber('2504-0001-09')).toMatchObject({ ok: true, luhn: 'NOT_A_CARD' });
  });

  it('reads groups of digits and full-width forms', () => {
    expect(parseAccountNumber(' 6222 0200 0000 0000 018')).toMatchObject({
      normalised: '6222020000000000018',
      luhn: 'PASSES',
    });
    expect(parseAccountNumber('６２２２０２０００００００００００１８')).toMatchObject({
      normalised: '6222020000000000018',
      luhn: 'PASSES',
    });
  });

  it.each([
    ['', 'length'],
    ['123', 'length'],
    ['1'.repeat(35), 'length'],
    ['6222/0200', 'charset'],
    ['6222020000\u200b0018', 'charset'],
    ['账号12345', 'charset'],
  ])('refuses %p for its %s', (raw, reason) => {
    expect(parseAccountNumber(raw)).toMatchObject({ ok: false, reason });
  });

  it('sees every single wrong digit of a made-up card', () => {
    fc.assert(
      fc.property(digits(18), fc.nat(18), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const card = makeLuhn(body);
        expect(passesLuhn(card)).toBe(true);
        expect(passesLuhn(card.slice(0, at) + ((Number(card[at]) + by) % 10) + card.slice(at + 1))).toBe(false);
      }),
    );
    expect(() => makeLuhn('62x')).toThrow(RangeError);
    expect(passesLuhn('')).toBe(false);
  });
});

describe('bank branch numbers (C.4, ISO 7064 MOD 11,10)', () => {
  it.each(['313651027012', '308290003298', '102503000000', '103503000014', '402503000127'])('accepts %s', (number) => {
    expect(parseCnaps(number)).toEqual({
      ok: true,
      normalised: number,
      bank: number.slice(0, 3),
      city: number.slice(3, 7),
      branch: number.slice(7, 11),
    });
  });

  it('refuses a wrong check digit', () => {
    expect(parseCnaps('103503000015')).toEqual({ ok: false, reason: 'check-digit', normalised: '103503000015' });
  });

  it.each([
    ['10350300001', 'length'],
    ['1035030000140', 'length'],
    ['10350300001X', 'charset'],
  ])('refuses %s for its %s', (raw, reason) => {
    expect(parseCnaps(raw)).toMatchObject({ ok: false, reason });
  });

  it('reads blanks and full-width forms', () => {
    expect(parseCnaps(' 103 5030 00014 ')).toMatchObject({ ok: true, normalised: '103503000014' });
    expect(parseCnaps('１０３５０３００００１４')).toMatchObject({ ok: true, normalised: '103503000014' });
  });

  it('accepts every number that is made, satisfies the verification of the standard, and sees one wrong digit', () => {
    fc.assert(
      fc.property(
        digits(3),
        digits(4),
        digits(4),
        fc.nat(11),
        fc.integer({ min: 1, max: 9 }),
        (bank, city, branch, at, by) => {
          const number = makeCnaps(bank, city, branch);
          expect(parseCnaps(number)).toMatchObject({ ok: true, bank, city, branch });
          expect(verificationOfTheStandard(number)).toBe(1);
          expect(parseCnaps(number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1)).ok).toBe(
            false,
          );
        },
      ),
    );
    expect(() => makeCnaps('10', '35030', '0001')).toThrow(RangeError);
  });
});

/** ISO 7064 verifies by running the hybrid system over all digits but the last and adding that: 1 modulo 10. */
function verificationOfTheStandard(number: string): number {
  let product = 10;
  for (const digit of number.slice(0, -1)) {
    const sum = (product + Number(digit)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (product + Number(number.at(-1))) % 10;
}
