import { IsFen } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议重新追回: asks back again what was written off. A correction that leaves too much paid opens its recovery by itself. */
export class ProposeRecovery extends CorrectionProposal {
  @IsFen() amountFen!: number;
}
