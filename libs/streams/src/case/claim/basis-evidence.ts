import type { Label } from '@ledger/kernel';
import type { ClaimBasis } from '../../vocabulary';

/** 户口簿, 居住证, 劳动合同, 求职登记: what shows a basis, and which one it shows. */
export const BASIS_EVIDENCE = {
  HOUSEHOLD_REGISTER: 'HUKOU',
  RESIDENCE_PERMIT: 'RESIDENCE',
  LABOUR_CONTRACT: 'JOB_PLACE',
  JOB_SEEKER_REGISTRATION: 'JOB_PLACE',
} as const satisfies Readonly<Record<string, ClaimBasis>>;

export type BasisEvidence = keyof typeof BASIS_EVIDENCE;

export const BASIS_EVIDENCE_NAMES: Readonly<Record<BasisEvidence, Label>> = {
  HOUSEHOLD_REGISTER: { zh: '户口簿', en: 'A household register' },
  RESIDENCE_PERMIT: { zh: '居住证', en: 'A residence permit' },
  LABOUR_CONTRACT: { zh: '劳动合同', en: 'A labour contract' },
  JOB_SEEKER_REGISTRATION: { zh: '求职登记', en: 'A registration as job seeker' },
};
