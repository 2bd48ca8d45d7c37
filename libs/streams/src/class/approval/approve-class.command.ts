import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 开班核准: approve a filed class; head-count × rate is encumbered on the unit's line. */
export class ApproveClass {
  @IsStreamId() classId!: string;
  @Optional() @PlainText(500) reason?: string;
}
