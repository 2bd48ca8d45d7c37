import { LEVELS, type Level } from '@ledger/kernel';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import {
  IsCode,
  IsFen,
  IsInstant,
  IsLocalDate,
  IsStreamId,
  IsUnit,
  IsUscc,
  NestedList,
  Optional,
  PlainText,
} from '../../shapes';
import type { ClassPlan } from '../class.events';
import { PlannedSessionDto } from './planned-session.dto';

export const CLASS_PAYEES = ['PERSON', 'INSTITUTION', 'EMPLOYER'] as const;

/** 开班备案: file a class, or file again one that was returned. Money in fen; `startsAt` is the beginning of the first session. */
export class FileClass {
  @Optional() @IsStreamId() classId?: string;
  @IsCode() projectId!: string;
  @IsUscc() institution!: string;
  /** Who evaluates; none where the project ends with a training completion certificate. */
  @Optional() @IsUscc() evaluator?: string;
  /** Reporting unit of the place of training. */
  @IsUnit() unit!: string;
  @IsInt() @Min(1) @Max(500) headCount!: number;
  @IsInstant() startsAt!: string;
  @IsLocalDate() endsOn!: string;
  @Optional() @IsIn(LEVELS) level?: Level;
  /** Who is paid: the trainee who paid the fee, the institution that waived it, or the employer. */
  @IsIn(CLASS_PAYEES) payeeKind!: ClassPlan['payeeKind'];
  /** Charged to each trainee. */
  @IsFen({ zero: true }) feeFen!: number;
  @NestedList(() => PlannedSessionDto, { min: 1, max: 200 }) sessions!: PlannedSessionDto[];
  @PlainText(100) venue!: string;
}
