import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 班期变更（批准）: another person lets the changed plan stand; the money held follows it, and so do ages when the start moves. */
export class ApproveClassAmendment {
  @IsStreamId() classId!: string;
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(500) reason?: string;
}
