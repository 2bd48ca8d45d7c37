import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, PlainText } from '../../shapes';

/** 撤回移出职业目录: compensates a de-listing that was an error: it stayed in the catalogue. */
export class WithdrawOccupationDelisting {
  @IsCode() occupationId!: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
