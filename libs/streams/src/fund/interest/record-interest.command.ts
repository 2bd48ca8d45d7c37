import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsFen } from '../../shapes';

/** 利息入账: interest of the special account, kept apart and never spendable. */
export class RecordInterest {
  @IsFen() amountFen!: number;
  @IsDocument() document!: DocumentRef;
}
