import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 收回受理: compensates an acceptance made in error; the claim waits for acceptance again. */
export class TakeBackAcceptance {
  @IsStreamId() caseId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
