import { IsIn, Matches } from 'class-validator';
import { Optional } from '../../shapes';
import type { BankLine, BankResult } from '../batch.events';

/** 回盘明细: what the bank says of one line. A line that it does not mention stays unknown. */
export class BankLineDto implements BankLine {
  @Matches(/^[0-9a-z]{35}$/) endToEndId!: string;
  @IsIn(['PAID', 'REJECTED', 'RETURNED']) result!: BankResult;
  /** ISO 20022 reason, such as AC01. */
  @Optional() @Matches(/^[A-Z]{2,4}[0-9]{0,2}$/) reason?: string;
}
