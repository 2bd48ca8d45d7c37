import { IsStreamId } from '../../shapes';

/** 发送批次: the signed batch goes to the bank, but for lines that may not be paid any more. */
export class DispatchBatch {
  @IsStreamId() batchId!: string;
}
