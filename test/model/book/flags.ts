/** 复核标记 (16): each is closed by a person before confirmation. Anything else that an answer is flagged with is a notice. */
const REVIEW = [
  'QUOTA_BASIS_SENSITIVE',
  'LEVEL_DOWNGRADE',
  'WORK_TYPE',
  'DELISTED_MEANWHILE',
  'ISSUED_BEFORE_END',
  'GRANT_OVER_QUOTA',
  'DUPLICATE_AFTER_CORRECTION',
];

export const isReviewFlag = (flag: string): boolean => REVIEW.includes(flag);
