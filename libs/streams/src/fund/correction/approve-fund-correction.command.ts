import { CITY_UNIT_ID, REPORTING_UNIT_IDS } from '@ledger/kernel';
import { IsIn } from 'class-validator';
import { IsStreamId, Optional, PlainText } from '../../shapes';

/** Whose line a correction may stand on: a reporting unit's, or the city's. */
export const LINE_UNITS: readonly string[] = [...REPORTING_UNIT_IDS, CITY_UNIT_ID];

/** 批准资金更正: another person lets the money move back. `unit` is that of the line: a reporting unit, or the city. */
export class ApproveFundCorrection {
  @IsIn(LINE_UNITS) unit!: string;
  @IsStreamId() proposalId!: string;
  @Optional() @PlainText(200) reason?: string;
}
