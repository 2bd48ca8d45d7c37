import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, IsStreamId, Optional, PlainText } from '../../shapes';

/** 提出标准确认: the first of two people asks that a row be confirmed by its document; a real ledger pays confirmed rows only. */
export class ProposeRateConfirmation {
  @Optional() @IsStreamId() proposalId?: string;
  @IsCode() rateId!: string;
  /** The document that sets the rate. */
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
