import { IsIn } from 'class-validator';
import { IsStreamId, PlainText } from '../../shapes';

/** 复审: the second review, by another person than the first. */
export class RecordSecondReview {
  @IsStreamId() caseId!: string;
  @IsIn(['PASS', 'FAIL']) verdict!: 'PASS' | 'FAIL';
  @PlainText(500) opinion!: string;
}
