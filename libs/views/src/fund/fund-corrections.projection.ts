import { CITY_UNIT_ID } from '@ledger/kernel';
import { fundStream, type FundChange, type FundEventMap } from '@ledger/streams/fund';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { viewOf, type RowOf } from '../view';

export const FUND_CORRECTIONS = 'fund_corrections';

interface CorrectionFields {
  /** Id of the fund stream. */
  readonly line: string;
  /** Who decides it: the city, whatever the line. */
  readonly unit: string;
  readonly proposalId: string;
  readonly change: FundChange;
  readonly proposedBy: string;
  readonly since: string;
}

/** 待批资金更正: one row per correction that waits for another person, by line and proposal. */
export type FundCorrectionRow = RowOf<CorrectionFields>;

const table: TableSchema = {
  name: FUND_CORRECTIONS,
  columns: { unit: 'text', since: 'text' },
  indexes: [['unit', 'since']],
};

const keyOf = (line: string, proposalId: string): string => `${line}#${proposalId}`;

const decided = ({ data }: { data: { proposalId: string } }, rows: Rows, line: string): void =>
  rows.delete(FUND_CORRECTIONS, keyOf(line, data.proposalId));

/** 待批资金更正. */
export const fundCorrections = viewOf<FundEventMap>({
  name: 'fund_corrections',
  version: 1,
  tables: [table],
  prefix: fundStream.prefix,
  on: {
    FundCorrectionProposed({ data: { proposalId, change }, actor, occurredAt: since }, rows, line) {
      const row: FundCorrectionRow = { line, unit: CITY_UNIT_ID, proposalId, change, proposedBy: actor.id, since };
      rows.put(FUND_CORRECTIONS, keyOf(line, proposalId), row);
    },
    FundCorrectionDeclined: decided,
    AllotmentReturnTaken: decided,
    InterestEntryReversed: decided,
    CityTotalCorrected: decided,
  },
});
