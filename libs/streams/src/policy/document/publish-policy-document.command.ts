import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, Optional, PlainText } from '../../shapes';

/** 发布政策文件: makes a document known to the ledger, so that policy may stand on it. */
export class PublishPolicyDocument {
  @IsDocument() document!: DocumentRef;
  /** Number of the published document that this one replaces. */
  @Optional() @PlainText(80) supersedes?: string;
  @Optional() @PlainText(200) reason?: string;
}
