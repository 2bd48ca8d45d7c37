import { IsStreamId } from '../../shapes';

/** 关闭公示: ends a publication whose working days are over. */
export class ClosePublicity {
  @IsStreamId() publicityId!: string;
}
