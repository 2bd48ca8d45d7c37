import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 班期结清: every claim on the class is settled; what nobody drew goes back to the unit's line. */
export class CloseClass {
  @IsStreamId() classId!: string;
  @Optional() @PlainText(500) reason?: string;
}
