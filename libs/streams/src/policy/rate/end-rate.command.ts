import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, IsLocalDate, Optional, PlainText } from '../../shapes';

/** 补贴标准截止: the last day on which a class may start under the row. */
export class EndRate {
  @IsCode() rateId!: string;
  /** Inclusive. */
  @IsLocalDate() validTo!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
