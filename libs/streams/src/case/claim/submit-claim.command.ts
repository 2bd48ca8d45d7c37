import { CLAIM_BASES, Personal } from '@ledger/kernel';
import { IsIn, IsString, Length, Matches } from 'class-validator';
import { IsFen, IsStreamId, Optional } from '../../shapes';
import type { ClaimBasis } from '../../vocabulary';
import { BASIS_EVIDENCE, type BasisEvidence } from './basis-evidence';

/** 申请: ask for the subsidy of one finished training. */
export class SubmitClaim {
  @IsStreamId() caseId!: string;
  @IsIn(CLAIM_BASES) basis!: ClaimBasis;
  /** 证明: what shows the basis. */
  @IsIn(Object.keys(BASIS_EVIDENCE)) basisEvidence!: BasisEvidence;
  /** 行政区划代码 of that place, six digits. */
  @Matches(/^\d{6}$/) basisDivision!: string;
  /** Fen (1/100 yuan). */
  @IsFen() amountFen!: number;
  /** The learner's own account, where the learner is paid; an organisation's stands on its own record. */
  @Personal() @Optional() @IsString() @Length(4, 50) accountNumber?: string;
  @Personal() @Optional() @IsString() @Length(1, 100) accountName?: string;
  /** 联行号 of the branch, 12 digits. */
  @Optional() @IsString() @Length(1, 20) bankCnaps?: string;
}
