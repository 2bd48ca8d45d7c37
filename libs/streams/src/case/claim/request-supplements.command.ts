import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { IsStreamId, PlainText } from '../../shapes';

/** 一次性告知补正: says at once everything that is missing. */
export class RequestSupplements {
  @IsStreamId() caseId!: string;
  /** What is missing, one entry a document. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @PlainText(100, { each: true }) items!: string[];
}
