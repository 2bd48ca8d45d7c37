import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsLocalDate, IsUscc, Optional, PlainText } from '../../shapes';
import type { OrgRole } from '../org.events';
import { ORG_ROLES } from './org-roles';

/** 恢复机构: ends a suspension from a day on. A suspension that was an error is withdrawn instead. */
export class LiftSuspension {
  @IsUscc() uscc!: string;
  @IsIn(ORG_ROLES) role!: OrgRole;
  /** The first day on which it is active again. */
  @IsLocalDate() from!: string;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
