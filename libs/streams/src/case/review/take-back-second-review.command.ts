import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 收回复审: compensates a second review recorded in error; the claim waits for it again. */
export class TakeBackSecondReview {
  @IsStreamId() caseId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
