import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { IsStreamId, IsUnit, Optional, PlainText } from '../../shapes';

/** 编制批次: what waits to be paid of these cases. */
export class MakeBatch {
  /** Of the new batch; the command's id where absent. */
  @Optional() @IsStreamId() batchId?: string;
  @IsUnit() unit!: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(1000) @ArrayUnique() @IsStreamId({ each: true }) caseIds!: string[];
  /** Why lines that the bank sent back for their account go to the same account again. */
  @Optional() @PlainText(300) reissueReason?: string;
}
