import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 开班撤回: the class did not begin after all; it is approved again and may be cancelled. */
export class TakeBackClassStart {
  @IsStreamId() classId!: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
