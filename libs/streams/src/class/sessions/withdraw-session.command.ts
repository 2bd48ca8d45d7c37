import type { DocumentRef } from '@ledger/kernel';
import { IsInt, Max, Min } from 'class-validator';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 课次记录撤回: a session recorded in error, with its attendance, no longer counts. */
export class WithdrawSession {
  @IsStreamId() classId!: string;
  @IsInt() @Min(1) @Max(200) no!: number;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
