import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, PlainText } from '../../shapes';

/** 撤回补贴标准: compensates AddRate as long as nobody can have been paid by the row; after that it is ended. */
export class WithdrawRate {
  @IsCode() rateId!: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
