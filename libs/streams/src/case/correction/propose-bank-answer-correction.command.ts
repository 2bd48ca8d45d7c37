import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { IsLocalDate, Optional } from '../../shapes';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议更正银行回盘: what the bank said of one attempt was recorded wrongly, such as a rejection of what it had paid. */
export class ProposeBankAnswerCorrection extends CorrectionProposal {
  @IsInt() @Min(1) @Max(35) line!: number;
  @IsInt() @Min(1) @Max(1295) attempt!: number;
  @IsIn(['PAID', 'REJECTED', 'RETURNED']) result!: 'PAID' | 'REJECTED' | 'RETURNED';
  /** ISO 20022 reason of what did not reach the payee. */
  @Optional() @Matches(/^[A-Z]{2,4}[0-9]{0,2}$/) bankReason?: string;
  /** The day on which the bank paid; for PAID, and for nothing else. */
  @Optional() @IsLocalDate() paidOn?: string;
}
