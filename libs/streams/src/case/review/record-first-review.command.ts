import { IsIn } from 'class-validator';
import { IsStreamId, PlainText } from '../../shapes';

/** 初审: the first review of an accepted claim. */
export class RecordFirstReview {
  @IsStreamId() caseId!: string;
  @IsIn(['PASS', 'FAIL']) verdict!: 'PASS' | 'FAIL';
  @PlainText(500) opinion!: string;
}
