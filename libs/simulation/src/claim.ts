import { paysLearner } from './filing';
import type { SimulatedCase } from './programme-state';
import { divisionOf } from './world';

/** 申请 as the runner of the class writes it for the learner. */
export function claimOf(of: SimulatedCase): object {
  const { accountNumber, bankCnaps, name } = of.person;
  return {
    caseId: of.caseId,
    basis: 'HUKOU',
    basisEvidence: 'HOUSEHOLD_REGISTER',
    basisDivision: divisionOf(of.in.unit),
    amountFen: of.amountFen,
    ...(paysLearner(of.in) ? { accountNumber, accountName: name, bankCnaps } : {}),
  };
}
