import type { DocumentRef } from '@ledger/kernel';
import { Matches } from 'class-validator';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';

/** 冲回追回: compensates an entry recorded in error; its amount is asked back again. */
export class ReverseRecoveryEntry {
  @IsStreamId() caseId!: string;
  @Matches(/^R[1-9]\d{0,2}$/) recoveryId!: string;
  /** The id of the command that recorded the entry. */
  @IsStreamId() entryId!: string;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
