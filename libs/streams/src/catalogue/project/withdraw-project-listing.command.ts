import type { DocumentRef } from '@ledger/kernel';
import { IsCode, IsDocument, PlainText } from '../../shapes';

/** 撤回列入培训项目目录: compensates a listing that was an error: it never was in the catalogue, and its id may be listed anew. */
export class WithdrawProjectListing {
  @IsCode() projectId!: string;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
