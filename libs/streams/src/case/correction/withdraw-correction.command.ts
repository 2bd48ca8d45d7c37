import { IsStreamId, PlainText } from '../../shapes';

/** 撤回更正建议: by who proposed it, before it is decided. */
export class WithdrawCorrection {
  @IsStreamId() caseId!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(300) reason!: string;
}
