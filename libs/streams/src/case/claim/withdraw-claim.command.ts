import { IsStreamId, PlainText } from '../../shapes';

/** 撤回申请: the claimant gives the claim up before it is paid; slot and money go back. */
export class WithdrawClaim {
  @IsStreamId() caseId!: string;
  @PlainText(300) reason!: string;
}
