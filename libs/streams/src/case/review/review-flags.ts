import type { Label } from '@ledger/kernel';
import type { ReviewFlag } from '../case.events';

/** 复核标记: each must be closed by a person, with reasons, before the claim is confirmed. */
export const REVIEW_FLAGS: readonly ReviewFlag[] = [
  'QUOTA_BASIS_SENSITIVE',
  'LEVEL_DOWNGRADE',
  'WORK_TYPE',
  'DELISTED_MEANWHILE',
  'ISSUED_BEFORE_END',
  'GRANT_OVER_QUOTA',
  'DUPLICATE_AFTER_CORRECTION',
];

export const FLAG_NAMES: Readonly<Record<ReviewFlag, Label>> = {
  QUOTA_BASIS_SENSITIVE: { zh: '年度口径影响结论', en: 'the way of counting the year matters' },
  LEVEL_DOWNGRADE: { zh: '已有更高等级', en: 'a higher level is held already' },
  WORK_TYPE: { zh: '同一职业另一工种', en: 'another work type of the same occupation' },
  DELISTED_MEANWHILE: { zh: '期间移出目录', en: 'de-listed meanwhile' },
  ISSUED_BEFORE_END: { zh: '结业前发证', en: 'certificate issued before the class ended' },
  GRANT_OVER_QUOTA: { zh: '更正后超出次数', en: 'over the quota after a correction' },
  DUPLICATE_AFTER_CORRECTION: { zh: '更正后重复享受', en: 'granted twice after a correction' },
};

const names = (language: keyof Label, flags: readonly ReviewFlag[], between: string): string =>
  flags.map((flag) => FLAG_NAMES[flag][language]).join(between);

/** Several flags in a sentence. */
export const flagsNamed = (flags: readonly ReviewFlag[]): Label => ({
  zh: names('zh', flags, '”、“'),
  en: names('en', flags, '”, “'),
});
