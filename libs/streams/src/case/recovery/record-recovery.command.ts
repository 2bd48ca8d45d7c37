import type { DocumentRef } from '@ledger/kernel';
import { Matches } from 'class-validator';
import { IsDocument, IsFen, IsStreamId, Optional, PlainText } from '../../shapes';

/** 追回入账: records money that came back from the payee; the document is the bank's receipt. */
export class RecordRecovery {
  @IsStreamId() caseId!: string;
  /** R1, R2 … as the case numbers its recoveries. */
  @Matches(/^R[1-9]\d{0,2}$/) recoveryId!: string;
  @IsFen() amountFen!: number;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(300) reason?: string;
}
