import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 收回异议处理结果: compensates a resolution made in error; the objection is open again. */
export class TakeBackObjectionResolution {
  @IsStreamId() caseId!: string;
  @IsStreamId() objectionId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
