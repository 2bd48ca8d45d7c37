import { referenceDocument } from '@ledger/reference';
import { at, staff } from '@ledger/simulation';
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

const TOTAL_FEN = 11_950_000_000;

/** The document says another total than the line has. */
async function anotherTotal({ town }: OnLine): Promise<void> {
  const { totalFen } = (await town.ledger.load({ type: fundStream, id: CITY_LINE })).state;
  const value = totalFen === TOTAL_FEN ? TOTAL_FEN + 10_000 : TOTAL_FEN;
  const set = { key: 'fund.total', value, validFrom: '2020-08-01', document: referenceDocument('doc-plan') };
  await town.do(staff('POLICY_ADMIN', 'XC'), at('2020-08-10', '08:00'), 'SetParameter', set);
}

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
  async ProposeCityTotalCorrection(j) {
    await anotherTotal(j);
    j.correctsLineOf = 'XC';
    return fund(() => ({ proposalId: proposed(j), ...j.papers }))(j);
  },
  RecordInterest: fund((j) => ({ amountFen: 12_345, document: j.document })),
  ApproveFundCorrection: fund(({ correctsLineOf: unit, proposalId }) => ({ unit, proposalId }), 2),
  DeclineFundCorrection: fund(({ correctsLineOf: unit, proposalId }) => ({ unit, proposalId, reason: '理由不足' }), 2),
  async ProposeInterestReversal(j) {
    const events = await j.town.ledger.parts.store.readStream(`${fundStream.prefix}-${CITY_LINE}`);
    const version = events.findLast(({ type }) => type === 'InterestRecorded')?.version ?? 1;
    j.correctsLineOf = 'XC';
    return fund(() => ({ version, amountFen: 12_345, proposalId: proposed(j), ...j.papers }))(j);
  },
};
