import { PERSON_CATEGORIES, Personal, PersonId, type PersonCategory } from '@ledger/kernel';
import { IsIn, IsString, Length } from 'class-validator';
import { IsIdNumberShape, IsLocalDate, Optional } from '../../shapes';
import { EVIDENCE_KINDS, type EvidenceKind, VERIFYING_BODIES, type VerifyingBody } from './category-evidence';

/** 人员类别登记: a category with its evidence, who verified it, and from when to when it holds (both days count). */
export class RecordCategory {
  @PersonId() @IsIdNumberShape() idNumber!: string;
  @IsIn(PERSON_CATEGORIES) category!: PersonCategory;
  @IsIn(EVIDENCE_KINDS) evidenceKind!: EvidenceKind;
  /** Number of the evidence; personal, for a disability certificate's holds the ID number. */
  @Personal() @IsString() @Length(1, 64) evidenceNumber!: string;
  @IsIn(VERIFYING_BODIES) verifiedBy!: VerifyingBody;
  @IsLocalDate() validFrom!: string;
  @Optional() @IsLocalDate() validTo?: string;
}
