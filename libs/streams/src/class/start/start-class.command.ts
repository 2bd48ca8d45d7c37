import { IsStreamId } from '../../shapes';

/** 开班: the class begins, on the day that was approved. */
export class StartClass {
  @IsStreamId() classId!: string;
}
