import {
  IsCode,
  IsIdNumberShape,
  IsInstant,
  IsLocalDate,
  IsPersonName,
  IsPhone,
  IsStreamId,
  IsUnit,
  IsUscc,
  Optional,
  PlainText,
} from '@ledger/streams/shapes';
import {
  BATCH_SORTS,
  CASE_SORTS,
  CLASS_SORTS,
  ORGANISATION_SORTS,
  PUBLICITY_SORTS,
  REFUSAL_SORTS,
  type BatchSort,
  type CaseSort,
  type ClassSort,
  type OrganisationSort,
  type PublicitySort,
  type RefusalSort,
} from '@ledger/views';
import { IsIn, IsInt, IsObject, IsString, Length, Matches, Max, Min } from 'class-validator';

const MOST_ROWS = 1_000;
const LIST = /^[A-Za-z][\w-]{0,39}(,[A-Za-z][\w-]{0,39}){0,19}$/;

/** Of every question: to be answered only once the views have seen that position. */
export class Asked {
  @Optional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  after?: number;
}

class PageAsked extends Asked {
  @Optional()
  @IsInt()
  @Min(1)
  @Max(MOST_ROWS)
  limit?: number;

  @Optional()
  @PlainText(2_000)
  cursor?: string;

  /** Names of the fields wanted of each row, separated by commas. */
  @Optional()
  @Matches(LIST)
  fields?: string;
}

class MomentAsked extends Asked {
  @Optional()
  @IsInstant()
  asOf?: string;

  @Optional()
  @IsInstant()
  asKnown?: string;
}

export class CaseAsked extends Asked {
  @IsStreamId()
  caseId!: string;
}

export class CaseTimelineAsked extends MomentAsked {
  @IsStreamId()
  caseId!: string;
}

export class CasesAsked extends PageAsked {
  @Optional()
  @IsIn(CASE_SORTS)
  sort?: CaseSort;

  @Optional()
  @IsStreamId()
  classId?: string;

  @Optional()
  @IsUscc()
  institution?: string;

  /** Pseudonym. */
  @Optional()
  @Matches(/^[0-9a-f]{32}$/)
  person?: string;

  @Optional()
  @IsUnit()
  unit?: string;

  @Optional()
  @Matches(LIST)
  status?: string;

  @Optional()
  @IsCode()
  flag?: string;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  dueAtLeastFen?: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  dueAtMostFen?: number;

  @Optional()
  @IsInstant()
  since?: string;

  @Optional()
  @IsInstant()
  until?: string;
}

export class CaseCountsAsked extends Asked {
  @Optional()
  @IsUnit()
  unit?: string;
}

/** Personal values, in a body: they stand in no address. */
export class CaseSearchAsked extends CasesAsked {
  @Optional()
  @IsIdNumberShape()
  idNumber?: string;

  @Optional()
  @IsPersonName()
  name?: string;

  @Optional()
  @IsPhone()
  phone?: string;

  @Optional()
  @IsString()
  @Length(4, 50)
  accountNumber?: string;

  @Optional()
  @IsString()
  @Length(1, 60)
  certificateNumber?: string;

  /** 检索事由: goes into the journal beside who searched, and by what. */
  @PlainText(200)
  purpose!: string;
}

export class ClassAsked extends Asked {
  @IsStreamId()
  classId!: string;
}

export class ClassesAsked extends PageAsked {
  @Optional()
  @IsIn(CLASS_SORTS)
  sort?: ClassSort;

  @Optional()
  @IsUscc()
  institution?: string;

  @Optional()
  @IsUnit()
  unit?: string;

  @Optional()
  @IsCode()
  projectId?: string;

  @Optional()
  @Matches(LIST)
  status?: string;

  @Optional()
  @IsLocalDate()
  startsFrom?: string;

  @Optional()
  @IsLocalDate()
  startsTo?: string;
}

export class OrganisationAsked extends Asked {
  @IsUscc()
  uscc!: string;
}

export class OrganisationsAsked extends PageAsked {
  @Optional()
  @IsIn(ORGANISATION_SORTS)
  sort?: OrganisationSort;

  @Optional()
  @PlainText(200)
  name?: string;

  @Optional()
  @IsUnit()
  unit?: string;
}

export class PersonAsked extends Asked {
  /** Pseudonym, or `me`. */
  @Matches(/^(me|[0-9a-f]{32})$/)
  person!: string;
}

export class PseudonymAsked extends Asked {
  @IsIdNumberShape()
  idNumber!: string;
}

export class PersonalValuesAsked extends Asked {
  @IsStreamId()
  caseId!: string;

  /** 查阅事由: goes into the journal of openings, beside who asked. */
  @PlainText(200)
  purpose!: string;
}

class OfUnitAsked extends PageAsked {
  @Optional()
  @IsUnit()
  unit?: string;

  @Optional()
  @Matches(LIST)
  status?: string;
}

export class PublicityListsAsked extends OfUnitAsked {
  @Optional()
  @IsIn(PUBLICITY_SORTS)
  sort?: PublicitySort;
}

export class BatchesAsked extends OfUnitAsked {
  @Optional()
  @IsIn(BATCH_SORTS)
  sort?: BatchSort;
}

export class PublicityAsked extends Asked {
  @IsStreamId()
  publicityId!: string;
}

export class BatchAsked extends Asked {
  @IsStreamId()
  batchId!: string;
}

export class PositionAsked extends MomentAsked {
  @Optional()
  @IsUnit()
  unit?: string;
}

export class TraceAsked extends Asked {
  /** A payment's end-to-end id, a case, or an allotment. */
  @Matches(/^[0-9a-z-]{35,36}$/)
  id!: string;
}

export class QueuesAsked extends Asked {
  @Optional()
  @IsUnit()
  unit?: string;

  @Optional()
  @Matches(/^[A-Z_]{3,20}$/)
  role?: string;
}

export class QueueAsked extends PageAsked {
  @IsCode()
  queue!: string;

  @Optional()
  @IsUnit()
  unit?: string;
}

export class RefusalsAsked extends PageAsked {
  @Optional()
  @IsIn(REFUSAL_SORTS)
  sort?: RefusalSort;

  @Optional()
  @IsCode()
  rule?: string;

  @Optional()
  @Matches(/^[A-Za-z]{1,64}$/)
  command?: string;

  @Optional()
  @IsUnit()
  unit?: string;

  @Optional()
  @IsInstant()
  since?: string;

  @Optional()
  @IsInstant()
  until?: string;
}

export class FilterSaved extends Asked {
  /** What its owner calls it. */
  @PlainText(60)
  name!: string;

  /** Name of a list, such as `cases`. */
  @Matches(/^[a-z-]{1,40}$/)
  question!: string;

  /** Parameters of that list, by name. */
  @IsObject()
  filters!: Readonly<Record<string, unknown>>;
}

export class FilterForgotten extends Asked {
  @PlainText(60)
  name!: string;
}

export class RuleAsked extends Asked {
  @IsCode()
  ruleId!: string;
}
