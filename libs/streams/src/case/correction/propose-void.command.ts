import { IsIn } from 'class-validator';
import { IsStreamId, Optional } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议作废个案: the wrong person, a duplicate, or enrolled in error. */
export class ProposeVoid extends CorrectionProposal {
  @IsIn(['WRONG_PERSON', 'DUPLICATE', 'ENROLLED_IN_ERROR']) cause!: 'WRONG_PERSON' | 'DUPLICATE' | 'ENROLLED_IN_ERROR';
  /** The case that stays, of a duplicate. */
  @Optional() @IsStreamId() duplicateOf?: string;
}
