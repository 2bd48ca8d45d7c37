import { IsInt, Max, Min } from 'class-validator';
import { IsLocalDate } from '../../shapes';
import type { PlannedSession } from '../class.events';

/** 课次: a planned session, by number from 1. */
export class PlannedSessionDto implements PlannedSession {
  @IsInt() @Min(1) @Max(200) no!: number;
  @IsLocalDate() on!: string;
  /** Class hours 学时. */
  @IsInt() @Min(1) @Max(12) hours!: number;
}
