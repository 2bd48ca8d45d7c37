import { IsStreamId, IsUscc, Optional, PlainText } from '../../shapes';

/** 同意变更账户: the second of two people; what is dispatched from now on goes to the new account. */
export class ApproveOrgAccountChange {
  @IsUscc() uscc!: string;
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(200) reason?: string;
}
