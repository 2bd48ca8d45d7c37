import { PersonId } from '@ledger/kernel';
import { IsIdNumberShape } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议替换人员: who is the right person in place of a case that was voided for the wrong one. */
export class ProposeReplacement extends CorrectionProposal {
  @PersonId() @IsIdNumberShape() idNumber!: string;
}
