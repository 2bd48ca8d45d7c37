import type { ReviewFlag } from '../case.events';

/** 复核标记: each must be closed by a person, with reasons, before the claim is confirmed. */
export const REVIEW_FLAGS: readonly ReviewFlag[] = [
  'QUOTA_BASIS_SENSITIVE',
  'LEVEL_DOWNGRADE',
  'WORK_TYPE',
  'DELISTED_MEANWHILE',
  'GRANT_OVER_QUOTA',
  'DUPLICATE_AFTER_CORRECTION',
];
