import { IsStreamId } from '../../shapes';

/** 复核批次: by another person than its maker. */
export class CheckBatch {
  @IsStreamId() batchId!: string;
}
