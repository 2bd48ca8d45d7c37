import { type DocumentRef, LEVELS, type Level } from '@ledger/kernel';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import {
  IsDocument,
  IsFen,
  IsInstant,
  IsLocalDate,
  IsStreamId,
  IsUscc,
  NestedList,
  Optional,
  PlainText,
} from '../../shapes';
import type { ClassPlan } from '../class.events';
import { CLASS_PAYEES } from '../filing/file-class.command';
import { PlannedSessionDto } from '../filing/planned-session.dto';

/**
 * 班期变更（提出）: what is to change of an approved class before it starts; what is absent stays. Project, institution and
 * managing unit are fixed: for others cancel the class and file another.
 */
export class ProposeClassAmendment {
  @IsStreamId() classId!: string;
  @Optional() @IsStreamId() proposalId?: string;
  @Optional() @IsUscc() evaluator?: string;
  @Optional() @IsInt() @Min(1) @Max(500) headCount?: number;
  @Optional() @IsInstant() startsAt?: string;
  @Optional() @IsLocalDate() endsOn?: string;
  @Optional() @IsIn(LEVELS) level?: Level;
  @Optional() @IsIn(CLASS_PAYEES) payeeKind?: ClassPlan['payeeKind'];
  /** Fen. */
  @Optional() @IsFen({ zero: true }) feeFen?: number;
  @Optional() @NestedList(() => PlannedSessionDto, { min: 1, max: 200 }) sessions?: PlannedSessionDto[];
  @Optional() @PlainText(100) venue?: string;
  @PlainText(500) reason!: string;
  @IsDocument() document!: DocumentRef;
}
