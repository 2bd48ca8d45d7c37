import { type DocumentRef, PersonId } from '@ledger/kernel';
import { IsInt, Max, Min } from 'class-validator';
import { IsDocument, IsIdNumberShape, PlainText } from '../../shapes';

/** 人员类别撤回: a category recorded in error no longer counts, from its first day. */
export class WithdrawCategory {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  /** Version on the person's stream of the event that recorded it. */
  @IsInt() @Min(1) @Max(1_000_000) version!: number;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
