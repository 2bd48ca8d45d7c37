import { IsStreamId, PlainText } from '../../shapes';

/** 取消批次: before it was dispatched; its lines can be put in another. */
export class CancelBatch {
  @IsStreamId() batchId!: string;
  @PlainText(300) reason!: string;
}
