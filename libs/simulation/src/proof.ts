import type { ProgrammeState, SimulatedClass } from './programme-state';
import { PROOFS, type Proof } from './proofs.table';

/** Who runs a class for its own people trains employees; anybody else whoever comes. */
export const proofFor = ({ random }: ProgrammeState, { runnerRole }: SimulatedClass): Proof =>
  runnerRole === 'EMPLOYER' ? PROOFS[0] : random.pick(PROOFS);

export const recording = (
  world: ProgrammeState,
  idNumber: string,
  [category, evidenceKind, verifiedBy]: Proof,
): object => ({
  idNumber,
  category,
  evidenceKind,
  evidenceNumber: `SIM-${world.serial()}`,
  verifiedBy,
  validFrom: '2019-01-01',
});

export const enrolling = (
  { classId }: SimulatedClass,
  caseId: string,
  idNumber: string,
  [category]: Proof,
): object => ({ caseId, classId, idNumber, categories: [category], primaryCategory: category });
