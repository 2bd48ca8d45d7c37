import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
import { IsStreamId } from '../../shapes';

/** 考勤: which learners of the roster were at a session, by case id. */
export class RecordAttendance {
  @IsStreamId() classId!: string;
  @IsInt() @Min(1) @Max(200) no!: number;
  @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsStreamId({ each: true }) present!: string[];
}
