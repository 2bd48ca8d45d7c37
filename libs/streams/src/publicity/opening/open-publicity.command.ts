import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { IsLocalDate, IsStreamId, IsUnit, Optional } from '../../shapes';

/** 公示: publishes a list of reviewed claims, so that anybody may object. The ledger itself makes the masked list. */
export class OpenPublicity {
  /** The command's id where absent. */
  @Optional() @IsStreamId() publicityId?: string;
  /** 管理单位 of all the cases. */
  @IsUnit() unit!: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(500) @ArrayUnique() @IsStreamId({ each: true }) caseIds!: string[];
  /** The list is public from this day on. */
  @IsLocalDate() firstDay!: string;
}
