import { IsStreamId, PlainText } from '../../shapes';

/** 不同意标准确认: the second of two people says no; the row stays unconfirmed. */
export class DeclineRateConfirmation {
  @IsStreamId() proposalId!: string;
  @PlainText(200) reason!: string;
}
