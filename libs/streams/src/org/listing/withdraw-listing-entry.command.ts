import type { DocumentRef } from '@ledger/kernel';
import { IsIn, IsInt, Min } from 'class-validator';
import { IsDocument, IsUscc, PlainText } from '../../shapes';
import type { OrgRole } from '../org.events';
import { ORG_ROLES } from './org-roles';

/** 撤回名单条目: compensates the last listing, scope, suspension, lifting or de-listing of a role that was made in error. */
export class WithdrawListingEntry {
  @IsUscc() uscc!: string;
  @IsIn(ORG_ROLES) role!: OrgRole;
  /** Version of the entry's event on the organisation's stream. */
  @IsInt() @Min(1) version!: number;
  @IsDocument() document!: DocumentRef;
  @PlainText(200) reason!: string;
}
