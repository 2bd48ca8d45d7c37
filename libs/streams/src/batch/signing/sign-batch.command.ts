import { IsStreamId } from '../../shapes';

/** 签发批次: by a third person. */
export class SignBatch {
  @IsStreamId() batchId!: string;
}
