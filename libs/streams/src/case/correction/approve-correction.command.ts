import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 批准更正: the second person's yes; the effect is decided anew on how things stand now. */
export class ApproveCorrection {
  @IsStreamId() caseId!: string;
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(300) reason?: string;
}
