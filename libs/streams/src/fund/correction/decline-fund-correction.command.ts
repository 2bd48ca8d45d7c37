import { IsIn } from 'class-validator';
import { IsStreamId, PlainText } from '../../shapes';
import { LINE_UNITS } from './approve-fund-correction.command';

/** 不予批准资金更正: another person lets the line stay as it is. */
export class DeclineFundCorrection {
  @IsIn(LINE_UNITS) unit!: string;
  @IsStreamId() proposalId!: string;
  @PlainText(200) reason!: string;
}
