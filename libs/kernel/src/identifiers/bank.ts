import { halfWidth } from './half-width';

/** 银行账号, read. Corporate accounts, passbooks and some local banks' accounts are no Luhn numbers, so `luhn` only flags. */
export type AccountNumberReading =
  | { readonly ok: true; readonly normalised: string; readonly luhn: 'PASSES' | 'FAILS' | 'NOT_A_CARD' }
  | { readonly ok: false; readonly reason: 'length' | 'charset'; readonly normalised: string };

export type CnapsProblem = 'length' | 'charset' | 'check-digit';

/** 联行号, read: the number of a bank branch in the CNAPS payment system. */
export type CnapsReading =
  | {
      readonly ok: true;
      /** 12 digits. */
      readonly normalised: string;
      /** 102 工行, 103 农行, 104 中行, 105 建行, 402 农信 … */
      readonly bank: string;
      /** 5030 is Xuchang. */
      readonly city: string;
      readonly branch: string;
    }
  | { readonly ok: false; readonly reason: CnapsProblem; readonly normalised: string };

/** An account identification of ISO 20022 holds 34 characters at most. */
const MAX_ACCOUNT_LENGTH = 34;
const MIN_ACCOUNT_LENGTH = 4;

/** Reads an account or card number; blanks between groups of digits go. 13 to 19 digits are taken for a card. */
export function parseAccountNumber(raw: string): AccountNumberReading {
  const normalised = halfWidth(raw).replace(/ /g, '').toUpperCase();
  if (normalised.length < MIN_ACCOUNT_LENGTH || normalised.length > MAX_ACCOUNT_LENGTH) {
    return { ok: false, reason: 'length', normalised };
  }
  if (!/^[0-9A-Z-]+$/.test(normalised)) return { ok: false, reason: 'charset', normalised };
  if (!/^\d{13,19}$/.test(normalised)) return { ok: true, normalised, luhn: 'NOT_A_CARD' };
  return { ok: true, normalised, luhn: passesLuhn(normalised) ? 'PASSES' : 'FAILS' };
}

/** Luhn's mod 10 check over a number's digits (ISO/IEC 7812-1). */
export function passesLuhn(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && luhnDigit(digits.slice(0, -1)) === digits.at(-1);
}

/** The digits followed by their Luhn digit, for made-up cards. */
export function makeLuhn(body: string): string {
  if (!/^\d+$/.test(body)) throw new RangeError('Digits only');
  return body + luhnDigit(body);
}

function luhnDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const digit = Number(body[body.length - 1 - i]);
    const doubled = digit * 2;
    if (i % 2 === 1) sum += digit;
    else sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Reads a CNAPS branch number; a wrong check digit is a refusal. */
export function parseCnaps(raw: string): CnapsReading {
  const normalised = halfWidth(raw).replace(/ /g, '');
  if (normalised.length !== 12) return { ok: false, reason: 'length', normalised };
  if (!/^\d{12}$/.test(normalised)) return { ok: false, reason: 'charset', normalised };
  if (cnapsDigit(normalised.slice(0, 11)) !== normalised[11]) return { ok: false, reason: 'check-digit', normalised };
  return {
    ok: true,
    normalised,
    bank: normalised.slice(0, 3),
    city: normalised.slice(3, 7),
    branch: normalised.slice(7, 11),
  };
}

/** A branch number with its check digit, for made-up branches: 3, 4 and 4 digits. */
export function makeCnaps(bank: string, city: string, branch: string): string {
  if (!/^\d{3} \d{4} \d{4}$/.test(`${bank} ${city} ${branch}`)) throw new RangeError('3, 4 and 4 digits');
  const body = bank + city + branch;
  return body + cnapsDigit(body);
}

/** ISO 7064 MOD 11,10. */
function cnapsDigit(body: string): string {
  let product = 10;
  for (const digit of body) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
  return String((11 - product) % 10);
}
