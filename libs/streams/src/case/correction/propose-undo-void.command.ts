import { IsStreamId } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议恢复已作废的个案: the case was voided in error and stands where it stood, if place, number, slot and money can be had again. */
export class ProposeUndoVoid extends CorrectionProposal {
  /** Named anew: the JSON Schema leaves out a class that has no field of its own. */
  @IsStreamId() override caseId!: string;
}
