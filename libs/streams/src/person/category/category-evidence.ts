import type { PersonCategory } from '../../vocabulary';

/** 核验单位: who verifies a category. */
export const VERIFYING_BODIES = [
  'HRSS',
  'EDUCATION',
  'VETERANS',
  'POVERTY_RELIEF',
  'WOMEN',
  'DISABLED',
  'CIVIL_AFFAIRS',
  'INDUSTRY',
  'MARKET',
  'JUSTICE',
] as const;
export type VerifyingBody = (typeof VERIFYING_BODIES)[number];

/** 证明材料: what proves a category (B.5, documents). */
export const EVIDENCE_KINDS = [
  'LABOUR_CONTRACT',
  'SOCIAL_INSURANCE',
  'EMPLOYMENT_CERTIFICATE',
  'HUKOU',
  'GRADUATION_CERTIFICATE',
  'UNEMPLOYMENT_REGISTRATION',
  'DISCHARGE_CERTIFICATE',
  'DISABILITY_CERTIFICATE',
  'PROJECT_ROSTER',
  'POVERTY_RECORD',
  'HARDSHIP_CERTIFICATE',
  'ZERO_EMPLOYMENT_PROOF',
  'DECAPACITY_PROOF',
  'BUSINESS_LICENCE',
  'STUDENT_RECORD',
  'CUSTODY_PROOF',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

interface CategoryProof {
  readonly kinds: readonly EvidenceKind[];
  readonly bodies: readonly VerifyingBody[];
}

const proof = (kinds: readonly EvidenceKind[], bodies: readonly VerifyingBody[]): CategoryProof => ({ kinds, bodies });

/** which evidence proves a category, and which body verifies it. */
export const CATEGORY_EVIDENCE: Readonly<Record<PersonCategory, CategoryProof>> = {
  EMPLOYEE: proof(['LABOUR_CONTRACT', 'SOCIAL_INSURANCE'], ['HRSS']),
  RURAL_MIGRANT: proof(['EMPLOYMENT_CERTIFICATE', 'HUKOU', 'LABOUR_CONTRACT'], ['HRSS']),
  UNENROLLED_SCHOOL_LEAVER: proof(['GRADUATION_CERTIFICATE'], ['EDUCATION']),
  UNEMPLOYED_GRADUATE: proof(['GRADUATION_CERTIFICATE', 'UNEMPLOYMENT_REGISTRATION'], ['EDUCATION', 'HRSS']),
  VETERAN: proof(['DISCHARGE_CERTIFICATE'], ['VETERANS']),
  REG_UNEMPLOYED: proof(['UNEMPLOYMENT_REGISTRATION', 'EMPLOYMENT_CERTIFICATE'], ['HRSS']),
  DISABLED: proof(['DISABILITY_CERTIFICATE'], ['DISABLED']),
  QIAO_XIFU: proof(['PROJECT_ROSTER'], ['WOMEN']),
  POOR_LABOURER: proof(['POVERTY_RECORD'], ['POVERTY_RELIEF']),
  POOR_FAMILY_CHILD: proof(['POVERTY_RECORD'], ['POVERTY_RELIEF', 'EDUCATION']),
  HARD_TO_EMPLOY: proof(['HARDSHIP_CERTIFICATE'], ['HRSS']),
  ZERO_EMPLOYMENT_FAMILY: proof(['ZERO_EMPLOYMENT_PROOF'], ['HRSS', 'CIVIL_AFFAIRS']),
  DECAPACITY_UNEMPLOYED: proof(['DECAPACITY_PROOF'], ['HRSS', 'INDUSTRY']),
  MICRO_OWNER: proof(['BUSINESS_LICENCE'], ['MARKET', 'HRSS']),
  STUDENT: proof(['STUDENT_RECORD'], ['EDUCATION']),
  INMATE: proof(['CUSTODY_PROOF'], ['JUSTICE']),
};
