import { IsStreamId } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议撤回驳回: the claim was rejected in error and goes on where it ended, if slot and money can be had again. */
export class ProposeUndoRejection extends CorrectionProposal {
  /** Named anew: the JSON Schema leaves out a class that has no field of its own. */
  @IsStreamId() override caseId!: string;
}
