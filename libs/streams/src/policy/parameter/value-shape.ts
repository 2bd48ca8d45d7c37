import { CERTIFICATE_KINDS, isValidLocalDate, type Json } from '@ledger/kernel';

/** 参数值的形式: what a parameter takes, said in both languages. */
export interface ValueShape {
  readonly zh: string;
  readonly en: string;
  accepts(value: Json): boolean;
}

const whole = (value: Json, min: number, max: number): boolean =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;

const isText = (value: Json | undefined): value is string => typeof value === 'string';

const isDay = (value: Json | undefined): value is string => isText(value) && isValidLocalDate(value);

/** The object's members, if it has exactly these. */
function membersOf(value: Json, names: readonly string[]): { readonly [name: string]: Json } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const members = value as { readonly [name: string]: Json };
  return Object.keys(members).toSorted().join() === names.toSorted().join() ? members : undefined;
}

export const count = (min: number, max: number): ValueShape => ({
  zh: `${min} 至 ${max} 的整数`,
  en: `a whole number from ${min} to ${max}`,
  accepts: (value) => whole(value, min, max),
});

/** Whole percent: 80, not 0.8, so that no rule needs a fraction. */
export const percent: ValueShape = {
  zh: '0 至 100 的整数（百分数）',
  en: 'a whole percentage from 0 to 100',
  accepts: (value) => whole(value, 0, 100),
};

export const fen = (max: number): ValueShape => ({
  zh: `以分为单位的金额，不超过 ${max}`,
  en: `an amount in fen, at most ${max}`,
  accepts: (value) => whole(value, 0, max),
});

export const yesOrNo: ValueShape = {
  zh: 'true 或 false',
  en: 'true or false',
  accepts: (value) => typeof value === 'boolean',
};

export const day: ValueShape = {
  zh: '日期 YYYY-MM-DD',
  en: 'a date YYYY-MM-DD',
  accepts: isDay,
};

export const oneOf = (...allowed: readonly string[]): ValueShape => ({
  zh: `${allowed.join('、')} 之一`,
  en: `one of ${allowed.join(', ')}`,
  accepts: (value) => isText(value) && allowed.includes(value),
});

/** Some of these, each once. */
export const someOf = (...allowed: readonly (string | number)[]): ValueShape => ({
  zh: `由 ${allowed.join('、')} 组成的列表，不重复`,
  en: `a list of ${allowed.join(', ')}, none twice`,
  accepts: (value) => isListOf(value, allowed),
});

function isListOf(value: Json | undefined, allowed: readonly (string | number)[]): boolean {
  return (
    Array.isArray(value) &&
    new Set(value).size === value.length &&
    value.every((each: Json) => (allowed as readonly Json[]).includes(each))
  );
}

export const window: ValueShape = {
  zh: '{"from": 首日, "to": 末日}，首日不晚于末日',
  en: '{"from": first day, "to": last day}, in order',
  accepts(value) {
    const { from, to } = membersOf(value, ['from', 'to']) ?? {};
    return isDay(from) && isDay(to) && from <= to;
  },
};

/** A whole percentage for each of these names, and no other. */
export const percentEach = (names: readonly string[]): ValueShape => ({
  zh: `为 ${names.join('、')} 各给一个百分数`,
  en: `a whole percentage for each of ${names.join(', ')}`,
  accepts(value) {
    const members = membersOf(value, names);
    return members !== undefined && Object.values(members).every(percent.accepts);
  },
});

const SAME = ['person', 'canonicalOccupation', 'level'];

/** what makes two subsidies the same; the plan leaves no choice, so that all three are named. */
export const sameness: ValueShape = {
  zh: '{"fields": ["person","canonicalOccupation","level"], "period": "LIFETIME", "funds": "ALL"}',
  en: '{"fields": ["person","canonicalOccupation","level"], "period": "LIFETIME", "funds": "ALL"}',
  accepts(value) {
    const members = membersOf(value, ['fields', 'period', 'funds']);
    return (
      members !== undefined &&
      isListOf(members['fields'], SAME) &&
      (members['fields'] as readonly Json[]).length === SAME.length &&
      members['period'] === 'LIFETIME' &&
      members['funds'] === 'ALL'
    );
  },
};

/** which trainings count as upskilling. */
export const upskilling = (levels: readonly string[], natures: readonly string[]): ValueShape => ({
  zh: 'gradedCertificate（等级）、employedPerson 与 excludedNatures（培训性质）、excludedAlone（证书种类）四个列表',
  en: 'four lists: gradedCertificate (levels), employedPerson and excludedNatures (natures), excludedAlone (certificate kinds)',
  accepts(value) {
    const members = membersOf(value, ['gradedCertificate', 'employedPerson', 'excludedNatures', 'excludedAlone']);
    return (
      members !== undefined &&
      isListOf(members['gradedCertificate'], levels) &&
      isListOf(members['employedPerson'], natures) &&
      isListOf(members['excludedNatures'], natures) &&
      isListOf(members['excludedAlone'], CERTIFICATE_KINDS)
    );
  },
});
