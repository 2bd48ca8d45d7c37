import { IsStreamId, PlainText } from '../../shapes';

/** 收回复核: compensates a check made in error, before the signature. */
export class TakeBackCheck {
  @IsStreamId() batchId!: string;
  @PlainText(300) reason!: string;
}
