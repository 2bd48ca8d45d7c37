import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsStreamId, PlainText } from '../../shapes';
import type { ReviewFlag } from '../case.events';
import { REVIEW_FLAGS } from './review-flags';

/** 重新打开标记: compensates a flag closed in error. */
export class ReopenFlag {
  @IsStreamId() caseId!: string;
  @IsIn(REVIEW_FLAGS) flag!: ReviewFlag;
  @PlainText(300) reason!: string;
  @IsDocument() document!: DocumentRef;
}
