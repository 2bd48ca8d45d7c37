import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, Optional, PlainText } from '../../shapes';

/** 更正专账总额（提出）: the city line was opened with a total that its document has since put right; nobody types the sum. */
export class ProposeCityTotalCorrection {
  @Optional() @IsStreamId() proposalId?: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
