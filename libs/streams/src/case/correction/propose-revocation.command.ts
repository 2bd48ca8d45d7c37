import { IsIn } from 'class-validator';
import type { Outcome } from '../case.events';
import { OUTCOMES } from '../review/outcomes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议撤销补贴: nothing is due any more; the outcome tells honest error from fraud. */
export class ProposeRevocation extends CorrectionProposal {
  @IsIn(OUTCOMES.filter((outcome) => outcome !== 'NO_PROBLEM')) outcome!: Outcome;
}
