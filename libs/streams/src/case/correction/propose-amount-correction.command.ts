import { IsFen } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议更正金额: what is due of the grant, instead of what was recorded. */
export class ProposeAmountCorrection extends CorrectionProposal {
  /** Fen; nothing at all is due by revoking the grant. */
  @IsFen() amountFen!: number;
}
