import { type DocumentRef, PersonId } from '@ledger/kernel';
import { IsDocument, IsIdNumberShape, IsStreamId, PlainText } from '../../shapes';

/** 名额例外撤回: an approved exception that no slot has used no longer stands. */
export class WithdrawQuotaException {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsStreamId() exceptionId!: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
