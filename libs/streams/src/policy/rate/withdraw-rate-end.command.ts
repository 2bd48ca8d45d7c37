import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, PlainText } from '../../shapes';

/** 撤回截止: compensates EndRate; the row holds again as before. */
export class WithdrawRateEnd {
  @IsCode() rateId!: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
