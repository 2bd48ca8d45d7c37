import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, PlainText } from '../../shapes';

/** 撤回政策文件: compensates a document that was published in error. */
export class WithdrawPolicyDocument {
  /** 文号 of the document that is withdrawn. */
  @PlainText(80) number!: string;
  /** Another document, by which this is done. */
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
