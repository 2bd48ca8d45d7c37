import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsLocalDate, IsUscc, Nested, Optional, PlainText } from '../../shapes';
import type { OrgRole } from '../org.events';
import { ORG_ROLES } from './org-roles';
import { OrgScopeDto } from './org-scope.dto';

/** 调整业务范围: the new scope takes the place of the old one from a day on. */
export class ChangeOrganisationScope {
  @IsUscc() uscc!: string;
  @IsIn(ORG_ROLES) role!: OrgRole;
  @Nested(() => OrgScopeDto) scope!: OrgScopeDto;
  /** The first day of the new scope. */
  @IsLocalDate() validFrom!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
