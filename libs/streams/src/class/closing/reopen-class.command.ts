import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 结清撤回: a class closed too early is open again; what closing released is encumbered again, if the line still has it. */
export class ReopenClass {
  @IsStreamId() classId!: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
