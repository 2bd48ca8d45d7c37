import { halfWidth } from './half-width';

export type UsccProblem = 'length' | 'charset' | 'check-character';

/** 统一社会信用代码, read: GB 32100-2015, the number of an organisation. */
export type UsccReading =
  | {
      readonly ok: true;
      /** 18 characters in capitals. */
      readonly normalised: string;
      /** Registering authority and entity type, e.g. 91 enterprise, 52 private training school, 12 public institution. */
      readonly entity: string;
      /** Division code of the registering authority. */
      readonly division: string;
      /** Whether the organisation code inside carries its own right check character: false is a flag, not a refusal. */
      readonly organisationCodeOk: boolean;
    }
  | { readonly ok: false; readonly reason: UsccProblem; readonly normalised: string };

/** 31 characters: no I, O, S, V, Z. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

const GB_11714_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const GB_11714_FORM = /^([0-9A-Z]{8})-?([0-9X])$/;

/** Reads a unified social credit code as people write it. */
export function parseUscc(raw: string): UsccReading {
  const normalised = halfWidth(raw).toUpperCase();
  if (normalised.length !== 18) return { ok: false, reason: 'length', normalised };
  if (!FORM.test(normalised)) return { ok: false, reason: 'charset', normalised };
  if (normalised[17] !== usccCheckCharacter(normalised)) return { ok: false, reason: 'check-character', normalised };
  return {
    ok: true,
    normalised,
    entity: normalised.slice(0, 2),
    division: normalised.slice(2, 8),
    organisationCodeOk: isOrganisationCode(normalised.slice(8, 17)),
  };
}

/** 组织机构代码: whether a GB 11714 code, `D2143569-X` or without the hyphen, has its right check character. */
export function isOrganisationCode(code: string): boolean {
  const found = GB_11714_FORM.exec(code);
  return found !== null && found[2] === organisationCheckCharacter(found[1]!);
}

/** A code with both check characters right, for made-up organisations: e.g. `91`, `411000`, eight characters. */
export function makeUscc(entity: string, division: string, body: string): string {
  const number = entity + division + body + organisationCheckCharacter(body);
  const code = number + usccCheckCharacter(number);
  if (entity.length !== 2 || division.length !== 6 || !FORM.test(code))
    throw new RangeError('Not the parts of a credit code');
  return code;
}

function usccCheckCharacter(code: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * ALPHABET.indexOf(code[i]!), 0);
  // The second mod matters: a sum divisible by 31 leaves 31, which is written 0, not the 32nd of 31 characters.
  return ALPHABET[(31 - (sum % 31)) % 31]!;
}

/** Digits count as themselves, A to Z as 10 to 35. */
function organisationCheckCharacter(body: string): string {
  const sum = GB_11714_WEIGHTS.reduce((total, weight, i) => total + weight * Number.parseInt(body[i] ?? '0', 36), 0);
  const check = 11 - (sum % 11);
  if (check === 10) return 'X';
  return check === 11 ? '0' : String(check);
}
