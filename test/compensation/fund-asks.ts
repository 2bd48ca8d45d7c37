import { staff } from '@ledger/simulation';
import { CITY_LINE, fundStream } from '@ledger/streams';
import type { Training } from '../stories/training';
import type { Asks, Journey } from './journey';

/** What is allotted to a unit, and what waits on its line. */
interface OnLine extends Journey {
  readonly training: Training;
  allotmentId: string;
  proposalId: string;
  /** The unit on whose line a correction waits. */
  correctsLineOf: string;
}

type Ask = Asks<OnLine>[string];

/** A proposal under an id of its own. */
const proposed = (j: OnLine): string => (j.proposalId = j.town.random.uuid());

const fund =
  (data: (j: OnLine) => object, number = 1): Ask =>
  (j) => ({ by: staff('FUND_ADMIN', 'XC', number), data: data(j) });

/** How the commands on fund lines are asked. */
export const fundAsks: Asks<OnLine> = {
  AllotFunds: fund((j) => {
    j.allotmentId = j.town.random.uuid();
    const { unit, of } = j.training;
    return { unit, allotmentId: j.allotmentId, amountFen: of.rateFen * of.headCount, document: j.document };
  }),
  ProposeAllotmentReturn: fund((j) => {
    j.correctsLineOf = j.training.unit;
    return { unit: j.training.unit, allotmentId: j.allotmentId, proposalId: proposed(j), ...j.papers };
  }),
  RecordInterest: fund((j) => ({ amountFen: 12_345, document: j.document })),
  ApproveFundCorrection: fund(({ correctsLineOf: unit, proposalId }) => ({ unit, proposalId }), 2),
  DeclineFundCorrection: fund(({ correctsLineOf: unit, proposalId }) => ({ unit, proposalId, reason: '理由不足' }), 2),
  async ProposeInterestReversal(j) {
    const events = j.town.ledger.parts.store.readStream(`${fundStream.prefix}-${CITY_LINE}`);
    const version = events.findLast(({ type }) => type === 'InterestRecorded')?.version ?? 1;
    j.correctsLineOf = 'XC';
    return fund(() => ({ version, amountFen: 12_345, proposalId: proposed(j), ...j.papers }))(j);
  },
};
