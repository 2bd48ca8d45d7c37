import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 收回确认: compensates a confirmation made in error, before the bank was told to pay. It ends the assignment to a batch. */
export class TakeBackConfirmation {
  @IsStreamId() caseId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
