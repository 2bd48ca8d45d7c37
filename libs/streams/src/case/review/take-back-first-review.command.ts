import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 收回初审: compensates a first review recorded in error; the claim waits for it again. */
export class TakeBackFirstReview {
  @IsStreamId() caseId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
