import { Personal } from '@ledger/kernel';
import { IsString, Length } from 'class-validator';
import { CorrectionProposal } from './correction-proposal.dto';

/** 建议更正收款账户: another account of the learner; an organisation's is changed on its own record. */
export class ProposeAccountCorrection extends CorrectionProposal {
  @Personal() @IsString() @Length(4, 50) accountNumber!: string;
  @Personal() @IsString() @Length(1, 100) accountName!: string;
  /** 联行号 of the branch, 12 digits. */
  @IsString() @Length(1, 20) bankCnaps!: string;
}
