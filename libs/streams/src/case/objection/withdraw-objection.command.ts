import { IsStreamId, PlainText } from '../../shapes';

/** 撤回异议: who lodged an objection no longer stands by it; it counts as never resolved and bars nothing. */
export class WithdrawObjection {
  @IsStreamId() caseId!: string;
  @IsStreamId() objectionId!: string;
  @PlainText(300) reason!: string;
}
