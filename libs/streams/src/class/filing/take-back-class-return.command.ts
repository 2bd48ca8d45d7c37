import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 撤回退回: the filing was handed back in error and waits for approval as it was filed, on the day on which it was filed. */
export class TakeBackClassReturn {
  @IsStreamId() classId!: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
