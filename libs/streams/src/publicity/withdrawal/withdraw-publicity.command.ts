import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 撤回公示: compensates a list published, or closed, in error; its claims wait for publicity again. */
export class WithdrawPublicity {
  @IsStreamId() publicityId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
