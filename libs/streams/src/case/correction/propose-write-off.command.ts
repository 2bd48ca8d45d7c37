import { Matches } from 'class-validator';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议核销追回: what has not come back is not asked for any more. */
export class ProposeWriteOff extends CorrectionProposal {
  @Matches(/^R[1-9]\d{0,2}$/) recoveryId!: string;
}
