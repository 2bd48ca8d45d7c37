import type { ClaimBasis } from '../../vocabulary';

/** 户口簿, 居住证, 劳动合同, 求职登记: what shows a basis, and which one it shows. */
export const BASIS_EVIDENCE = {
  HOUSEHOLD_REGISTER: 'HUKOU',
  RESIDENCE_PERMIT: 'RESIDENCE',
  LABOUR_CONTRACT: 'JOB_PLACE',
  JOB_SEEKER_REGISTRATION: 'JOB_PLACE',
} as const satisfies Readonly<Record<string, ClaimBasis>>;

export type BasisEvidence = keyof typeof BASIS_EVIDENCE;
