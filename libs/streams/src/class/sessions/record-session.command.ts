import { IsInt, Max, Min } from 'class-validator';
import { IsCode, IsLocalDate, IsStreamId } from '../../shapes';

/** 课次记录: a planned session was held, on what day, for how many hours, by whom. */
export class RecordSession {
  @IsStreamId() classId!: string;
  @IsInt() @Min(1) @Max(200) no!: number;
  @IsLocalDate() on!: string;
  /** Class hours 学时. */
  @IsInt() @Min(1) @Max(12) hours!: number;
  /** Registration code of the trainer 教师备案编号, never a name. */
  @IsCode() trainer!: string;
}
