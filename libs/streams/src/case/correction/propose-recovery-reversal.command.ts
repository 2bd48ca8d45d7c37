import { Matches } from 'class-validator';
import { IsStreamId } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议冲回追回款: an entry of a recovery was recorded in error; its amount is to be asked back again. `version` is that of the entry. */
export class ProposeRecoveryReversal extends CorrectionProposal {
  @Matches(/^R[1-9]\d{0,2}$/) recoveryId!: string;
  /** The id of the command that recorded the entry. */
  @IsStreamId() entryId!: string;
}
