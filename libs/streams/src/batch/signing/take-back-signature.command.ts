import { IsStreamId, PlainText } from '../../shapes';

/** 收回签发: compensates a signature given in error, before the dispatch. */
export class TakeBackSignature {
  @IsStreamId() batchId!: string;
  @PlainText(300) reason!: string;
}
