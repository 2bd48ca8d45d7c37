import { IsIn } from 'class-validator';
import { IsStreamId, PlainText } from '../../shapes';
import type { Outcome, ReviewFlag } from '../case.events';
import { OUTCOMES } from './outcomes';
import { REVIEW_FLAGS } from './review-flags';

/** 关闭标记: a person has looked at what the flag points to and says what it is. */
export class CloseFlag {
  @IsStreamId() caseId!: string;
  @IsIn(REVIEW_FLAGS) flag!: ReviewFlag;
  @IsIn(OUTCOMES) outcome!: Outcome;
  @PlainText(500) opinion!: string;
}
