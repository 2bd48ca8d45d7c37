import { halfWidth } from './half-width';
import { type Level, levelOfDigit } from './level';
import { type CertificateKind } from './vocabulary';

/** What a certificate number says about its certificate. A part that the kind does not encode is absent. */
export interface CertificateNumberFacts {
  readonly level?: Level;
  /** 特级技师: a grade above L1, encoded without a level digit; it agrees with none of L5 to L1. */
  readonly aboveLevels?: true;
  /** Four digits. */
  readonly issueYear?: number;
  /** Two digits of GB/T 2260; 41 is Henan. */
  readonly province?: string;
  /** Two digits of the old series that mean a province or a sector: they cannot be told apart. */
  readonly provinceOrSector?: string;
  /** The identity number that a special-operation number holds. Personal data, as is every certificate number. */
  readonly holderIdNumber?: string;
}

/** 证书编号, read. */
export type CertificateNumberReading =
  | { readonly ok: true; readonly normalised: string; readonly facts: CertificateNumberFacts }
  | { readonly ok: false; readonly reason: 'form'; readonly normalised: string };

export interface CertificateForms {
  /** The form of 专项职业能力证书 numbers, anchored at both ends: no standard is known, so the city sets it. */
  readonly specialAbility?: RegExp;
}

/** [YS], 4 body code, 2 province, 6 site, 2 year, 1 level, 6 serial. */
const SKILL_LEVEL = /^[YS]\d{4}(\d{2})\d{6}(\d{2})([1-5])\d{6}$/;
const ABOVE_LEVELS = /^[A-Z]{2}\d{20}$/;
/** 2 year, 2 province or sector, 2 city, 1 kind of body, 3 body, 1 level, 5 serial. */
const VOC_QUALIFICATION = /^(\d{2})(\d{2})\d{2}[0-4]\d{3}([1-5])\d{5}$/;
const SPECIAL_OPERATION = /^T(\d{17}[\dX])$/;
const TRAINING_COMPLETION = /^XC-HG-(\d{4})-\d{6}$/;

/** Any number of a plausible length, until the form is known. */
export const DEFAULT_SPECIAL_ABILITY_FORM = /^[0-9A-Z-]{4,40}$/;

/** Reads a certificate number of a kind as people write it: full-width forms, small letters and blanks are put right. */
export function parseCertificateNumber(
  kind: CertificateKind,
  raw: string,
  forms: CertificateForms = {},
): CertificateNumberReading {
  const normalised = halfWidth(raw).replace(/ /g, '').toUpperCase();
  const facts = readers[kind](normalised, forms);
  return facts === undefined ? { ok: false, reason: 'form', normalised } : { ok: true, normalised, facts };
}

/** 特种作业操作证 numbers are `T` and the holder's identity number. */
export function specialOperationNumber(idNumber: string): string {
  return `T${idNumber}`;
}

type Reader = (number: string, forms: CertificateForms) => CertificateNumberFacts | undefined;

const readers: Readonly<Record<CertificateKind, Reader>> = {
  SKILL_LEVEL: (number) => {
    if (ABOVE_LEVELS.test(number)) return { aboveLevels: true };
    const found = SKILL_LEVEL.exec(number);
    return found === null
      ? undefined
      : { province: found[1]!, issueYear: 2000 + Number(found[2]), level: levelOfDigit(found[3]!) };
  },
  VOC_QUALIFICATION: (number) => {
    const found = VOC_QUALIFICATION.exec(number);
    return found === null
      ? undefined
      : { issueYear: yearOfTwoDigits(found[1]!), provinceOrSector: found[2]!, level: levelOfDigit(found[3]!) };
  },
  SPECIAL_ABILITY: (number, { specialAbility = DEFAULT_SPECIAL_ABILITY_FORM }) =>
    // `search` ignores the state that a global expression carries from one test to the next.
    number.search(specialAbility) === 0 ? {} : undefined,
  SPECIAL_OPERATION: (number) => {
    const found = SPECIAL_OPERATION.exec(number);
    return found === null ? undefined : { holderIdNumber: found[1]! };
  },
  TRAINING_COMPLETION: (number) => {
    const found = TRAINING_COMPLETION.exec(number);
    return found === null ? undefined : { issueYear: Number(found[1]) };
  },
};

/** The old series began in the 1990s. */
function yearOfTwoDigits(digits: string): number {
  return Number(digits) + (Number(digits) >= 90 ? 1900 : 2000);
}
