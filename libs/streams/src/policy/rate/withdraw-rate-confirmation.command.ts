import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, PlainText } from '../../shapes';

/** 撤回标准确认: compensates a confirmation; nothing more is paid by the row until it is confirmed again. */
export class WithdrawRateConfirmation {
  @IsCode() rateId!: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
