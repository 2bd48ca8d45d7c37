import { CERTIFICATE_KINDS, LEVELS, type CertificateKind, type Level } from '@ledger/kernel';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsIn, Matches } from 'class-validator';
import { NestedList, Optional } from '../../shapes';
import type { OrgScope } from '../org.events';

/** A code, or * for all. */
const CODE_OR_ALL = /^(\*|[A-Za-z][A-Za-z0-9._|-]{0,63})$/;

export class OccupationScopeDto {
  @Matches(CODE_OR_ALL) occupationId!: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(5) @ArrayUnique() @IsIn(LEVELS, { each: true }) levels!: Level[];
}

/** 业务范围: see OrgScope. */
export class OrgScopeDto implements OrgScope {
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(CODE_OR_ALL, { each: true })
  projects?: string[];
  @Optional() @NestedList(() => OccupationScopeDto, { min: 1, max: 200 }) occupations?: OccupationScopeDto[];
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(CODE_OR_ALL, { each: true })
  items?: string[];
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsIn(CERTIFICATE_KINDS, { each: true })
  certKinds?: CertificateKind[];
}
