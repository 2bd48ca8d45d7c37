import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsFen, IsStreamId, PlainText } from '../../shapes';

/** 重新追回: asks back again what was written off. A correction that leaves too much paid opens its recovery by itself. */
export class OpenRecovery {
  @IsStreamId() caseId!: string;
  @IsFen() amountFen!: number;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
