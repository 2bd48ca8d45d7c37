import type { DocumentRef } from '@ledger/kernel';
import { IsInt, Min } from 'class-validator';
import { IsDocument, IsFen, PlainText } from '../../shapes';

/** 冲回利息: compensates an interest entry recorded in error; `version` names it on the city line. */
export class ReverseInterestEntry {
  @IsInt() @Min(1) version!: number;
  @IsFen() amountFen!: number;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
