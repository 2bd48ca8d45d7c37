import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, Optional, PlainText } from '../../shapes';

/** 撤回结清（提出）: a class was closed too early; another person decides. */
export class ProposeClassReopening {
  @IsStreamId() classId!: string;
  @Optional() @IsStreamId() proposalId?: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
