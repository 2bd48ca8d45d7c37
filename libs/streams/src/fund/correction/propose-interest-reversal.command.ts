import type { DocumentRef } from '@ledger/kernel';
import { IsInt, Min } from 'class-validator';
import { IsDocument, IsFen, IsStreamId, Optional, PlainText } from '../../shapes';

/** 冲回利息（提出）: compensates an interest entry recorded in error; `version` names it on the city line. */
export class ProposeInterestReversal {
  @IsInt() @Min(1) version!: number;
  @IsFen() amountFen!: number;
  @Optional() @IsStreamId() proposalId?: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
