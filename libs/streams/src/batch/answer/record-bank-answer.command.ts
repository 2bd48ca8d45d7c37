import { Matches } from 'class-validator';
import { IsStreamId, NestedList, Optional } from '../../shapes';
import { BankLineDto } from './bank-line.dto';

/** 银行回盘: one answer file of the bank. */
export class RecordBankAnswer {
  @IsStreamId() batchId!: string;
  /** Of the answer; the command's id where absent. */
  @Optional() @IsStreamId() answerId?: string;
  /** SHA-256 of the file, 64 hex digits: no file counts twice. */
  @Matches(/^[0-9a-f]{64}$/) digest!: string;
  @NestedList(() => BankLineDto, { min: 1, max: 1000 }) lines!: BankLineDto[];
}
