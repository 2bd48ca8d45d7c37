import { IsStreamId } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议撤回证书登记: nothing was issued to this learner, so that there is nothing to correct; the number is free again. */
export class ProposeCertificateWithdrawal extends CorrectionProposal {
  /** Named anew: the JSON Schema leaves out a class that has no field of its own. */
  @IsStreamId() override caseId!: string;
}
