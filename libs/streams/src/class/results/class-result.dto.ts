import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { IsStreamId, Optional } from '../../shapes';
import type { ClassResult } from '../class.events';

/** 考核结果 of one case. */
export class ClassResultDto implements ClassResult {
  @IsStreamId() caseId!: string;
  @IsBoolean() passed!: boolean;
  @Optional() @IsInt() @Min(0) @Max(100) score?: number;
}
