import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 结业撤回: the class was not over; it goes on. */
export class TakeBackClassFinish {
  @IsStreamId() classId!: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
