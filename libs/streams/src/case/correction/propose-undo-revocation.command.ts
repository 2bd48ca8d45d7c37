import { IsStreamId } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议撤回撤销: the grant was revoked in error and goes on where it ended, if slot and money can be had again. */
export class ProposeUndoRevocation extends CorrectionProposal {
  /** Named anew: the JSON Schema leaves out a class that has no field of its own. */
  @IsStreamId() override caseId!: string;
}
