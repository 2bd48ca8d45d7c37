import { ArrayUnique } from 'class-validator';
import { IsStreamId, NestedList } from '../../shapes';
import { ClassResultDto } from './class-result.dto';

/** 考核结果: who passed and who did not, by whoever examined. */
export class RecordResults {
  @IsStreamId() classId!: string;
  @NestedList(() => ClassResultDto, { min: 1, max: 500 })
  @ArrayUnique((result: ClassResultDto | null) => result?.caseId)
  results!: ClassResultDto[];
}
