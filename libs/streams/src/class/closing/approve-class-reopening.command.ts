import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 撤回结清（批准）: the class is open again; what closing released is encumbered again, if the line still has it. */
export class ApproveClassReopening {
  @IsStreamId() classId!: string;
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(500) reason?: string;
}
