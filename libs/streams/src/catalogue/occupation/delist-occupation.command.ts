import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, IsLocalDate, Optional, PlainText } from '../../shapes';

/** 移出职业目录: a supplementary one still counts among the ten. */
export class DelistOccupation {
  @IsCode() occupationId!: string;
  /** The first day on which it is no longer listed. */
  @IsLocalDate() delistedFrom!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
