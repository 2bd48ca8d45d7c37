import { IsStreamId, PlainText } from '../../shapes';

/** 备案退回: hand a filing back for change; it may be filed again under the same id. */
export class ReturnClass {
  @IsStreamId() classId!: string;
  @PlainText(500) reason!: string;
}
