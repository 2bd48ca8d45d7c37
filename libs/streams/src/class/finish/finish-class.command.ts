import { IsLocalDate, IsStreamId, Optional } from '../../shapes';

/** 结业: the teaching is over. `finishedOn` is the last day of training; today where absent. */
export class FinishClass {
  @IsStreamId() classId!: string;
  @Optional() @IsLocalDate() finishedOn?: string;
}
