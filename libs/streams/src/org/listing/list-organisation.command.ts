import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsLocalDate, IsUscc, Nested, Optional, PlainText } from '../../shapes';
import type { OrgRole } from '../org.events';
import { ORG_ROLES } from './org-roles';
import { OrgScopeDto } from './org-scope.dto';

/** 列入机构名单: puts an organisation on the public list of a role, for a scope, from a day on. */
export class ListOrganisation {
  @IsUscc() uscc!: string;
  @IsIn(ORG_ROLES) role!: OrgRole;
  @Nested(() => OrgScopeDto) scope!: OrgScopeDto;
  /** The first day on which it is listed. */
  @IsLocalDate() listedFrom!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
