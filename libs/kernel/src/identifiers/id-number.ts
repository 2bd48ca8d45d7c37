import { isValidLocalDate, type LocalDate } from '../calendar/local-date';
import { isKnownIdPrefix } from './division';
import { halfWidth } from './half-width';

export type Sex = 'FEMALE' | 'MALE';

export type IdNumberProblem =
  'length' | 'charset' | 'birth-date' | 'birth-date-future' | 'birth-date-implausible' | 'check-character';

/** 公民身份号码, read: GB 11643-1999. A number that fails still has its normal form, for it still names a person. */
export type IdNumberReading =
  | {
      readonly ok: true;
      /** 18 characters, the last one a digit or `X`. */
      readonly normalised: string;
      /** It was given in the 15 digits of before 1999. */
      readonly legacy15: boolean;
      readonly birthDate: LocalDate;
      readonly sex: Sex;
      /** Whether its first six digits are a division known to us, of any year: false is a flag, not a refusal. */
      readonly regionKnown: boolean;
    }
  | { readonly ok: false; readonly reason: IdNumberProblem; readonly normalised: string };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/** Nobody has been so old; it leaves room for the made-up birth years before 1905 that our samples use. */
const MAX_PLAUSIBLE_AGE = 150;

/** Reads an identity or residence-permit number as people write it; `today` is the date on which it is judged. */
export function parseIdNumber(raw: string, today: LocalDate): IdNumberReading {
  const given = halfWidth(raw).toUpperCase();
  if (given.length !== 15 && given.length !== 18) return { ok: false, reason: 'length', normalised: given };
  const legacy15 = given.length === 15;
  if (!(legacy15 ? /^\d{15}$/ : /^\d{17}[\dX]$/).test(given))
    return { ok: false, reason: 'charset', normalised: given };

  const normalised = legacy15 ? fromLegacy15(given) : given;
  const birthDate = `${normalised.slice(6, 10)}-${normalised.slice(10, 12)}-${normalised.slice(12, 14)}`;
  const reason = problemOf(normalised, birthDate, today);
  if (reason !== undefined) return { ok: false, reason, normalised };
  return {
    ok: true,
    normalised,
    legacy15,
    birthDate,
    sex: Number(normalised[16]) % 2 === 1 ? 'MALE' : 'FEMALE',
    regionKnown: isKnownIdPrefix(normalised.slice(0, 6)),
  };
}

function problemOf(number: string, birthDate: LocalDate, today: LocalDate): IdNumberProblem | undefined {
  if (!isValidLocalDate(birthDate)) return 'birth-date';
  if (birthDate > today) return 'birth-date-future';
  if (ageInYears(birthDate, today) > MAX_PLAUSIBLE_AGE) return 'birth-date-implausible';
  return number[17] === checkCharacter(number) ? undefined : 'check-character';
}

/** 周岁: whole years completed on a date. Who was born on 29 February completes a common year on 1 March. */
export function ageInYears(birthDate: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** A number with the right check character, for made-up people: six digits, `YYYY-MM-DD`, 0 to 999 (odd is male). */
export function makeIdNumber(division: string, birthDate: LocalDate, sequence: number): string {
  if (!/^\d{6}$/.test(division)) throw new RangeError('A division code has six digits');
  if (!isValidLocalDate(birthDate)) throw new RangeError('Not a date (YYYY-MM-DD)');
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 999)
    throw new RangeError('A sequence number is 0 to 999');
  const body = division + birthDate.replaceAll('-', '') + String(sequence).padStart(3, '0');
  return body + checkCharacter(body);
}

function fromLegacy15(given: string): string {
  const body = `${given.slice(0, 6)}19${given.slice(6)}`;
  return body + checkCharacter(body);
}

function checkCharacter(number: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
  return CHECK_CHARACTERS[sum % 11]!;
}
