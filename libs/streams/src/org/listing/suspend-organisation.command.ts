import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsLocalDate, IsUscc, Optional, PlainText } from '../../shapes';
import type { OrgRole } from '../org.events';
import { ORG_ROLES } from './org-roles';

/** 暂停机构: no new class starts from that day; running ones finish. */
export class SuspendOrganisation {
  @IsUscc() uscc!: string;
  @IsIn(ORG_ROLES) role!: OrgRole;
  /** The first day of the suspension. */
  @IsLocalDate() from!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
