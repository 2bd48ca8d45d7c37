import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, IsLocalDate, PlainText } from '../../shapes';

/** 撤回参数: compensates SetParameter; what was set before holds again. */
export class WithdrawParameter {
  @IsCode() key!: string;
  /** The day from which the withdrawn value held; of two set from that day the later set one goes. */
  @IsLocalDate() validFrom!: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
