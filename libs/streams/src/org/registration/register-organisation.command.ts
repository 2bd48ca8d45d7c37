import type { DocumentRef } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsDocument, IsUnit, IsUscc, Nested, Optional, PlainText } from '../../shapes';
import { OrgAccountDto } from '../account/org-account.dto';
import type { OrgAccount } from '../org.state';

/** 登记机构: makes an organisation known; it may then be listed in one role or several. Whether it is public or private decides nothing. */
export class RegisterOrganisation {
  /** 统一社会信用代码. */
  @IsUscc() uscc!: string;
  @PlainText(80) name!: string;
  /** The reporting unit that looks after it. */
  @IsUnit() unit!: string;
  @IsIn(['PUBLIC', 'PRIVATE']) ownership!: 'PUBLIC' | 'PRIVATE';
  @Nested(() => OrgAccountDto) account!: OrgAccount;
  @IsDocument() document!: DocumentRef;
  @Optional() @PlainText(200) reason?: string;
}
