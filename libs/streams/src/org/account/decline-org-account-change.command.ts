import { IsStreamId, IsUscc, PlainText } from '../../shapes';

/** 不同意变更账户: the second of two people says no; the account stays. */
export class DeclineOrgAccountChange {
  @IsUscc() uscc!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(200) reason!: string;
}
