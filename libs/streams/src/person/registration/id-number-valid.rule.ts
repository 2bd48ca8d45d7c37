import { fails, holds, type IdNumberProblem, type IdNumberReading, type Rule } from '@ledger/kernel';

const PROBLEMS: Readonly<Record<IdNumberProblem, { zh: string; en: string }>> = {
  length: { zh: '位数不是15位或18位', en: 'does not have 15 or 18 characters' },
  charset: { zh: '含有数字和X以外的字符', en: 'holds something other than digits and X' },
  'birth-date': { zh: '其中的出生日期不存在', en: 'holds a birth date that does not exist' },
  'birth-date-future': { zh: '其中的出生日期晚于今天', en: 'holds a birth date in the future' },
  'birth-date-implausible': { zh: '其中的出生日期不合常理', en: 'holds a birth date that cannot be' },
  'check-character': { zh: '校验码不符', en: 'has a wrong check character' },
};

/** What may be kept of an ID number that was read: never the number, never the birth date. */
export type IdFacts =
  | { readonly ok: true; readonly sex: 'F' | 'M'; readonly regionKnown: boolean; readonly legacy15: boolean }
  | { readonly ok: false; readonly reason: IdNumberProblem };

export const idFactsOf = (read: IdNumberReading): IdFacts =>
  read.ok
    ? { ok: true, sex: read.sex === 'FEMALE' ? 'F' : 'M', regionKnown: read.regionKnown, legacy15: read.legacy15 }
    : { ok: false, reason: read.reason };

/** C.1: the ID number is a number of GB 11643-1999. An unknown division is a notice only, for divisions have changed. */
export const idNumberValid: Rule<{ readonly context: { readonly derived: { readonly id: IdFacts } } }> = {
  ruleId: 'C.1',
  clause: '二(三)3',
  judge({ context }) {
    const { id } = context.derived;
    if (id.ok) return holds('valid');
    const { zh, en } = PROBLEMS[id.reason];
    return fails(
      `身份证号${zh}；请对照证件核对后重新登记。`,
      `The ID number ${en}; compare it with the card and register again.`,
      id.reason,
    );
  },
};
