/** Names of the plan's own vocabulary, as the streams use them. */
export type {
  CertificateKind,
  ClaimBasis,
  Level,
  PayeeKind,
  PersonCategory,
  ProgrammeId,
  TrainingNature,
} from '@ledger/kernel';

/** 年度口径 (F.2): which date's year a slot counts in. */
export type YearBasis = 'certificateIssue' | 'trainingEnd' | 'application' | 'payment';

export const YEAR_BASES: readonly YearBasis[] = ['certificateIssue', 'trainingEnd', 'application', 'payment'];
