import type { DocumentRef } from '@ledger/kernel';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, Max, Min } from 'class-validator';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 考勤更正: the whole list of who was there, put right by the unit on the strength of a document. */
export class CorrectAttendance {
  @IsStreamId() classId!: string;
  @IsInt() @Min(1) @Max(200) no!: number;
  @IsArray() @ArrayMaxSize(500) @ArrayUnique() @IsStreamId({ each: true }) present!: string[];
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
