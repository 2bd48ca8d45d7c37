import { IsInt, Max, Min } from 'class-validator';
import { IsStreamId, Optional, PlainText } from '../../shapes';

/** 落实补列资金: finds the money for a line that stood without cover. */
export class FundSupplement {
  @IsStreamId() caseId!: string;
  @IsInt() @Min(1) @Max(35) line!: number;
  @Optional() @PlainText(300) reason?: string;
}
