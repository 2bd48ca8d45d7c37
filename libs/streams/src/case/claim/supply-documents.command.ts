import type { DocumentRef } from '@ledger/kernel';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray } from 'class-validator';
import { DocumentRefDto, IsStreamId, NestedList, PlainText } from '../../shapes';

/** 补正: supplies documents that were asked for; the claim goes on when none is outstanding. */
export class SupplyDocuments {
  @IsStreamId() caseId!: string;
  /** Which of the items asked for these documents answer, in the words of the request. */
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(20) @ArrayUnique() @PlainText(100, { each: true }) items!: string[];
  @NestedList(() => DocumentRefDto, { min: 1, max: 20 }) documents!: DocumentRef[];
}
