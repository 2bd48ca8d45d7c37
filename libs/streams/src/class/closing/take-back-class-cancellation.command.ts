import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 取消撤回: a class called off in error stands where it stood; what cancelling released is encumbered again, if the line still has it. */
export class TakeBackClassCancellation {
  @IsStreamId() classId!: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
