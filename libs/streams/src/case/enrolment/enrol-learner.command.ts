import { PERSON_CATEGORIES, PersonId, type DocumentRef } from '@ledger/kernel';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn } from 'class-validator';
import { IsDocument, IsIdNumberShape, IsStreamId, Optional, PlainText } from '../../shapes';
import type { PersonCategory } from '../../vocabulary';

/** 报名: takes a place in a class for a learner and opens the case. */
export class EnrolLearner {
  /** Of the new case; the command's id where absent. */
  @Optional() @IsStreamId() caseId?: string;
  @IsStreamId() classId!: string;
  @PersonId() @IsIdNumberShape() idNumber!: string;
  /** What the person is on the day the class starts. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(PERSON_CATEGORIES.length)
  @ArrayUnique()
  @IsIn(PERSON_CATEGORIES, { each: true })
  categories!: PersonCategory[];
  /** The one that the training is funded for. */
  @IsIn(PERSON_CATEGORIES) primaryCategory!: PersonCategory;
  /** 未按月领取养老金: who is past the age limit may be trained all the same; the document shows it (B.2). */
  @Optional() @IsBoolean() noPension?: boolean;
  /** 补录: the voided case of the wrong person whom this learner replaces. By a clerk, with reason and document. */
  @Optional() @IsStreamId() replaces?: string;
  @Optional() @PlainText(300) reason?: string;
  @Optional() @IsDocument() document?: DocumentRef;
}
