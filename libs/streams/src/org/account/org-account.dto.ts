import { Matches } from 'class-validator';
import { PlainText } from '../../shapes';
import type { OrgAccount } from '../org.state';

/** 基本账户: an organisation's bank account, which is no personal data. */
export class OrgAccountDto implements OrgAccount {
  /** 4 to 34 digits, capitals and hyphens. */
  @Matches(/^[0-9A-Z-]{4,34}$/) number!: string;
  /** 联行号: 12 digits; a wrong check digit is a refusal (C.4). */
  @Matches(/^\d{12}$/) bankCnaps!: string;
  /** 户名: equals the organisation's name. */
  @PlainText(80) accountName!: string;
}
