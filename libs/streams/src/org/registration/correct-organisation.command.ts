import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsUnit, IsUscc, Optional, PlainText } from '../../shapes';

/** 更正机构信息: compensates a registration or an earlier correction; what is left out stays. The account has its own two-person change. */
export class CorrectOrganisation {
  @IsUscc() uscc!: string;
  @Optional() @PlainText(80) name?: string;
  @Optional() @IsUnit() unit?: string;
  @Optional() @IsIn(['PUBLIC', 'PRIVATE']) ownership?: 'PUBLIC' | 'PRIVATE';
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
