import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 同意标准确认: the second of two people; from now on the row may be paid. */
export class ApproveRateConfirmation {
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(200) reason?: string;
}
