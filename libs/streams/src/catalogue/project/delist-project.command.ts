import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, IsLocalDate, Optional, PlainText } from '../../shapes';

/** 移出培训项目目录: running classes finish, no new one starts. */
export class DelistProject {
  @IsCode() projectId!: string;
  /** The first day on which it is no longer listed. */
  @IsLocalDate() delistedFrom!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
