import type { DocumentRef } from '@ledger/kernel';
import { IsDocument, IsStreamId, IsUscc, Nested, Optional, PlainText } from '../../shapes';
import { OrgAccountDto } from './org-account.dto';
import type { OrgAccount } from '../org.state';

/** 提出变更账户: the first of two people asks that an organisation be paid on another account. */
export class ProposeOrgAccountChange {
  @IsUscc() uscc!: string;
  @Optional() @IsStreamId() proposalId?: string;
  @Nested(() => OrgAccountDto) account!: OrgAccount;
  /** The bank's or the organisation's paper. */
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
