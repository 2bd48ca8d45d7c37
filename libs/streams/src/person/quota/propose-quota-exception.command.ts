import { type DocumentRef, PersonId } from '@ledger/kernel';
import { IsInt, Max, Min } from 'class-validator';
import { IsDocument, IsIdNumberShape, IsStreamId, Optional, PlainText } from '../../shapes';

/** 名额例外（提出）: leave for one subsidy above the yearly limit, for one named case and one year (A-063 「原则上」). */
export class ProposeQuotaException {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @Optional() @IsStreamId() exceptionId?: string;
  @IsStreamId() caseId!: string;
  /** Calendar year under the configured basis. */
  @IsInt() @Min(2019) @Max(2100) year!: number;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
