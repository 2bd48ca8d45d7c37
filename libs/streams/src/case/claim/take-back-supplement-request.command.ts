import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 收回补正要求: compensates a request for supplements made in error; nothing is outstanding any more, and the right items may be asked for. */
export class TakeBackSupplementRequest {
  @IsStreamId() caseId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
