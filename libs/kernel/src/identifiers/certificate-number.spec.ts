import { parseCertificateNumber, specialOperationNumber } from './certificate-number';
import { makeIdNumber } from './id-number';
import { type CertificateKind } from './vocabulary';

describe('skill level certificate numbers (C.6-form)', () => {
  it.each([
    ['Y000041000001205000001', 2020, 'L5'],
    ['S000041000123213000045', 2021, 'L3'],
  ])('reads %s: Henan, %d, %s', (number, issueYear, level) => {
    expect(parseCertificateNumber('SKILL_LEVEL', number)).toEqual({
      ok: true,
      normalised: number,
      facts: { province: '41', issueYear, level },
    });
  });

  it.each([
    ['Y000123XXXXXX195000001', 'placeholders for digits'],
    ['S00004100012321300004', 'a digit short'],
    ['S0000410001232130000455', 'a digit long'],
    ['A000041000001205000001', 'neither Y nor S'],
    ['Y000041000001206000001', 'level 6'],
    ['Y000041000001200000001', 'level 0'],
    ['', 'empty'],
  ])('refuses %s: %s', (number) => {
    expect(parseCertificateNumber('SKILL_LEVEL', number)).toEqual({ ok: false, reason: 'form', normalised: number });
  });

  it('knows the form of 特级技师, which agrees with none of the five levels', () => {
    expect(parseCertificateNumber('SKILL_LEVEL', 'ST00004100012322000045')).toEqual({
      ok: true,
      normalised: 'ST00004100012322000045',
      facts: { aboveLevels: true },
    });
  });

  it('reads small letters, blanks and full-width forms', () => {
    const normalised = 'Y000041000001205000001';
    for (const raw of ['y0000 41 000001 20 5 000001', ' Ｙ００００４１０００００１２０５０００００１ ']) {
      expect(parseCertificateNumber('SKILL_LEVEL', raw)).toMatchObject({ ok: true, normalised });
    }
  });
});

describe('vocational qualification numbers of the old series (C.6-form)', () => {
  it.each([
    ['1916001040300123', 2019, '16', 'L3'],
    ['9841100012512345', 1998, '41', 'L5'],
  ])('reads %s: %d, %s, %s', (number, issueYear, provinceOrSector, level) => {
    expect(parseCertificateNumber('VOC_QUALIFICATION', number)).toEqual({
      ok: true,
      normalised: number,
      facts: { issueYear, provinceOrSector, level },
    });
  });

  it.each([
    ['1916005040300123', 'a kind of body above 4'],
    ['1916001040600123', 'level 6'],
    ['191600104030012', 'a digit short'],
    ['Y000041000001205000001', 'another kind'],
  ])('refuses %s: %s', (number) => {
    expect(parseCertificateNumber('VOC_QUALIFICATION', number).ok).toBe(false);
  });
});

describe('special operation numbers (C.6-form, C.6-holder)', () => {
  const holder = makeIdNumber('411081', '1985-03-07', 33);

  it('hold the identity number of the holder after a T', () => {
    expect(parseCertificateNumber('SPECIAL_OPERATION', specialOperationNumber(holder))).toEqual({
      ok: true,
      normalised: `T${holder}`,
      facts: { holderIdNumber: holder },
    });
    expect(parseCertificateNumber('SPECIAL_OPERATION', 't41100219010109000x')).toMatchObject({
      ok: true,
      facts: { holderIdNumber: '41100219010109000X' },
    });
  });

  it.each([
    '411002190101010006',
    'T41100219010101000',
    'T41100219010101000A',
    'TX11002190101010006',
    'T4110021901010100066',
  ])('refuses %s', (number) => {
    expect(parseCertificateNumber('SPECIAL_OPERATION', number).ok).toBe(false);
  });
});

describe('special ability numbers (C.6-form)', () => {
  it('may be anything of a plausible length, for no form is known', () => {
    for (const number of ['A123', 'ZX-2020-41-000123', '1'.repeat(40)]) {
      expect(parseCertificateNumber('SPECIAL_ABILITY', number)).toEqual({ ok: true, normalised: number, facts: {} });
    }
    for (const number of ['', 'A12', '1'.repeat(41), '专项2020', 'A_123']) {
      expect(parseCertificateNumber('SPECIAL_ABILITY', number).ok).toBe(false);
    }
  });

  it('must have the form that the city has set, asked once or many times', () => {
    const specialAbility = /^ZX\d{8}$/g;
    for (let i = 0; i < 3; i++) {
      expect(parseCertificateNumber('SPECIAL_ABILITY', 'zx20200001', { specialAbility }).ok).toBe(true);
      expect(parseCertificateNumber('SPECIAL_ABILITY', 'ZX2020000', { specialAbility }).ok).toBe(false);
    }
  });
});

describe('training completion numbers (C.6-form)', () => {
  it('are the city’s own and carry the year', () => {
    expect(parseCertificateNumber('TRAINING_COMPLETION', 'xc-hg-2020-000123')).toEqual({
      ok: true,
      normalised: 'XC-HG-2020-000123',
      facts: { issueYear: 2020 },
    });
    for (const number of [
      'XC-HG-20-000123',
      'XC-HG-2020-123',
      'XCHG2020000123',
      'ZZ-HG-2020-000123',
      'XC-HG-2020-0001234',
    ]) {
      expect(parseCertificateNumber('TRAINING_COMPLETION', number).ok).toBe(false);
    }
  });
});

it('no number of one strict kind passes for another (C.6-form)', () => {
  const samples: Readonly<Partial<Record<CertificateKind, string>>> = {
    SKILL_LEVEL: 'Y000041000001205000001',
    VOC_QUALIFICATION: '1916001040300123',
    SPECIAL_OPERATION: 'T411002190101010006',
    TRAINING_COMPLETION: 'XC-HG-2020-000123',
  };
  const kinds = Object.keys(samples) as CertificateKind[];
  for (const kind of kinds) {
    expect(kinds.filter((other) => parseCertificateNumber(other, samples[kind]!).ok)).toEqual([kind]);
  }
});
