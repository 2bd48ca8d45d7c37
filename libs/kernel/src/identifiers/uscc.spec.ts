import fc from 'fast-check';
import { isOrganisationCode, makeUscc, parseUscc } from './uscc';

const ALPHABET = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');

describe('unified social credit codes (C.2, GB 32100-2015)', () => {
  it.each([
    '91350100M000100Y43',
    '91411000MA0TE5T16W',
    '91411081MA0TE5T242',
    '52411000MJ0TE5T35D',
    '12411000400000018B',
    '93411024NA0TE5T56Y',
    '92411082MA0TE5T67T',
    '91411000MA000004X0',
  ])('accepts the sample %s', (code) => {
    expect(parseUscc(code)).toEqual({
      ok: true,
      normalised: code,
      entity: code.slice(0, 2),
      division: code.slice(2, 8),
      organisationCodeOk: true,
    });
  });

  it('writes a check value of 31 as 0, where careless programs run off the alphabet', () => {
    expect(parseUscc('91411000MA000004X0').ok).toBe(true);
    expect(makeUscc('91', '411000', 'MA000004')).toBe('91411000MA000004X0');
  });

  it('reads small letters, full-width forms and blanks around', () => {
    expect(parseUscc(' 91411000ma0te5t16w ')).toMatchObject({ ok: true, normalised: '91411000MA0TE5T16W' });
    expect(parseUscc('９１４１１０００ＭＡ０ＴＥ５Ｔ１６Ｗ')).toMatchObject({
      ok: true,
      normalised: '91411000MA0TE5T16W',
    });
  });

  it('refuses every other last character', () => {
    expect(parseUscc('91350100M000100Y4A')).toMatchObject({ ok: false, reason: 'check-character' });
    const accepted = ALPHABET.filter((last) => parseUscc(`91411000MA0TE5T16${last}`).ok);
    expect(accepted).toEqual(['W']);
  });

  it.each(['I', 'O', 'S', 'V', 'Z'])('refuses a code with %s anywhere after the division', (letter) => {
    for (let at = 8; at < 18; at++) {
      const code = `91411000MA0TE5T16W`;
      expect(parseUscc(code.slice(0, at) + letter + code.slice(at + 1))).toMatchObject({
        ok: false,
        reason: 'charset',
      });
    }
  });

  it('refuses a letter in the division', () => {
    expect(parseUscc('91A11000MA0TE5T16W')).toMatchObject({ ok: false, reason: 'charset' });
  });

  it.each(['', '91411000MA0TE5T16', '91411000MA0TE5T16WW'])('refuses %p for its length', (code) => {
    expect(parseUscc(code)).toMatchObject({ ok: false, reason: 'length' });
  });

  it('only flags an organisation code inside that fails its own check', () => {
    const wrongInside = ALPHABET.map((last) => parseUscc(`91411000MA0TE5T17${last}`)).filter(({ ok }) => ok);
    expect(wrongInside).toHaveLength(1);
    expect(wrongInside[0]).toMatchObject({ ok: true, organisationCodeOk: false });
  });

  it('accepts every code that is made, and none with one character changed', () => {
    const body = fc
      .array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(body, fc.nat(17), fc.constantFrom(...ALPHABET), (eight, at, other) => {
        const code = makeUscc('91', '411000', eight);
        expect(parseUscc(code)).toMatchObject({ ok: true, organisationCodeOk: true });
        const changed = code.slice(0, at) + other + code.slice(at + 1);
        expect(parseUscc(changed).ok).toBe(changed === code);
      }),
    );
  });

  it.each([
    ['9', '411000', 'MA0TE5T1'],
    ['91', '41100', 'MA0TE5T11'],
    ['91', '411000', 'MA0TE5'],
    ['91', '411000', 'MAOTE5T1'],
  ])('makes none of wrong parts (%s %s %s)', (entity, division, body) => {
    expect(() => makeUscc(entity, division, body)).toThrow(RangeError);
  });
});

describe('organisation codes (GB 11714)', () => {
  it('accepts D2143569-X with and without hyphen', () => {
    expect(isOrganisationCode('D2143569-X')).toBe(true);
    expect(isOrganisationCode('D2143569X')).toBe(true);
  });

  it.each(['D2143569-0', 'D2143568-X', 'd2143569-X', 'D2143569--X', 'D214356-X', ''])('refuses %p', (code) => {
    expect(isOrganisationCode(code)).toBe(false);
  });
});
