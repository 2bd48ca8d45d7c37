import { IsStreamId, PlainText } from '../../shapes';

/** 撤回结清（不予批准）: the class stays closed. */
export class DeclineClassReopening {
  @IsStreamId() classId!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(500) reason!: string;
}
