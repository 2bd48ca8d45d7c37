import type { DocumentRef } from '@ledger/kernel';
import { ArrayUnique } from 'class-validator';
import { IsDocument, IsStreamId, NestedList, PlainText } from '../../shapes';
import { ClassResultDto } from './class-result.dto';

/** 考核结果更正: results that were recorded wrongly, each put right, by whoever examined, on the strength of a document. */
export class CorrectResults {
  @IsStreamId() classId!: string;
  @NestedList(() => ClassResultDto, { min: 1, max: 500 })
  @ArrayUnique((result: ClassResultDto | null) => result?.caseId)
  results!: ClassResultDto[];
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
