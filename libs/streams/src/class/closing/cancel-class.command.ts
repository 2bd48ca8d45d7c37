import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, Optional, PlainText } from '../../shapes';

/** 班期取消: a class that has not begun is called off; all that it holds goes back to the unit's line. */
export class CancelClass {
  @IsStreamId() classId!: string;
  @PlainText(500) reason!: string;
  @Optional() @IsDocument() document?: DocumentRef;
}
