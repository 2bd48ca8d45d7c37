import { IsBoolean } from 'class-validator';
import { IsStreamId, PlainText } from '../../shapes';

/** 处理异议: says whether the objection is right. One that is upheld bars confirmation until the claim is corrected. */
export class ResolveObjection {
  @IsStreamId() caseId!: string;
  @IsStreamId() objectionId!: string;
  @IsBoolean() upheld!: boolean;
  @PlainText(500) opinion!: string;
}
