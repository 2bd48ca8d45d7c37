import { fundId } from '@ledger/streams/fund';
import type { ViewReader } from '@ledger/viewstore';
import { batchLines } from '../batches/batches.query';
import { BATCHES, type AnsweredLine, type BatchRow } from '../batches/batch-row';
import { allRows } from '../every-row';
import { FUND_POSTINGS, type PostingRow } from '../fund/posting-row';
import { firstInFirstOut, type Slice, type Source } from './first-in-first-out';

/** A payment that stands: the bank paid it and did not return it. */
export interface StandingPayment extends AnsweredLine {
  readonly batchId: string;
  /** Of the posting of its answer on the line. */
  readonly version: number;
}

export interface PaidFrom {
  readonly payment: StandingPayment;
  readonly slices: readonly Slice[];
}

/** All standing payments of a unit's line, each with the allotments (and recovered money) that paid it. */
export async function unitPayments(
  views: ViewReader,
  unit: string,
): Promise<{ readonly sources: readonly Source[]; readonly paid: readonly PaidFrom[]; readonly shortFen: number }> {
  const line = fundId(unit);
  const sources = await sourcesOf(views, line);
  return { sources, ...firstInFirstOut(sources, await paymentsOf(views, unit, line)) };
}

const ofTypes = async (
  views: ViewReader,
  line: string,
  account: string,
  types: readonly string[],
): Promise<PostingRow[]> =>
  allRows<PostingRow>(views, {
    table: FUND_POSTINGS,
    where: [
      { column: 'line', is: line },
      { column: 'account', is: account },
      { column: 'type', is: types },
    ],
    orderBy: ['version'],
  });

/** In the order in which they came. What went back of one is taken off it, wherever it had been spent meanwhile. */
async function sourcesOf(views: ViewReader, line: string): Promise<readonly Source[]> {
  const allotted = await ofTypes(views, line, 'allotted', ['FundsAllotted', 'AllotmentReturnTaken']);
  const recovered = await ofTypes(views, line, 'recovered', ['FundsRecovered', 'RecoveryEntryReversed']);
  const sources = new Map<string, Source>();
  const add = (key: string, posting: PostingRow, source: Pick<Source, 'kind' | 'id' | 'caseId'>): void => {
    const { version, amountFen } = sources.get(key) ?? { version: posting.version, amountFen: 0 };
    sources.set(key, { ...source, version, amountFen: amountFen + posting.deltaFen });
  };
  for (const posting of allotted) {
    const { allotmentId: id = '' } = posting;
    add(`allotment ${id}`, posting, { kind: 'ALLOTMENT', id });
  }
  for (const posting of recovered) {
    const { recoveryId: id = '', entryId, caseId } = posting;
    add(`recovery ${caseId} ${id} ${entryId}`, posting, { kind: 'RECOVERY', id, caseId });
  }
  return [...sources.values()].toSorted((a, b) => a.version - b.version);
}

/** In the order of the bank's answers on the line, within one by the lines of the batch. */
async function paymentsOf(views: ViewReader, unit: string, line: string): Promise<readonly StandingPayment[]> {
  const answers = new Map(
    (await ofTypes(views, line, 'paid', ['PayoutsAnswered', 'AnswerCorrected'])).map(({ answerId, version }) => [
      answerId,
      version,
    ]),
  );
  const batches = await allRows<BatchRow>(views, {
    table: BATCHES,
    where: [
      { column: 'unit', is: unit },
      { column: 'paidFen', atLeast: 1 },
    ],
  });
  const payments: StandingPayment[] = [];
  for (const { key: batchId } of batches) {
    for (const each of await batchLines(views, batchId)) {
      if (each.result !== 'PAID') continue;
      // The line knows an answer by its batch and its own id; one that it has not posted yet comes last.
      const version = answers.get(`${batchId}/${each.answerId}`) ?? Number.MAX_SAFE_INTEGER;
      payments.push({ ...each, batchId, version });
    }
  }
  return payments.toSorted((a, b) => a.version - b.version);
}
