import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsLocalDate, IsUscc, Optional, PlainText } from '../../shapes';
import type { OrgRole } from '../org.events';
import { ORG_ROLES } from './org-roles';

/** 移出机构名单: off the list from a day on; running classes finish, open claims go to review. */
export class DelistOrganisation {
  @IsUscc() uscc!: string;
  @IsIn(ORG_ROLES) role!: OrgRole;
  /** The first day on which it is no longer listed. */
  @IsLocalDate() from!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
