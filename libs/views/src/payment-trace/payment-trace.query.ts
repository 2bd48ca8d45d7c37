import { endToEndId } from '@ledger/streams/case';
import { CITY_LINE } from '@ledger/streams/fund';
import type { ViewReader, WithKey } from '@ledger/viewstore';
import { batchById, batchLines } from '../batches/batches.query';
import type { AnsweredLine, BatchRow } from '../batches/batch-row';
import type { CaseRow } from '../cases/case-row';
import { caseById } from '../cases/case-search.query';
import type { ClassRow } from '../classes/class-row';
import { classById } from '../classes/class-search.query';
import { postingsAbout } from '../fund/fund-position.query';
import type { PostingRow } from '../fund/posting-row';
import type { Slice } from './first-in-first-out';
import { unitPayments, type StandingPayment } from './unit-payments';

/** 资金去向, downwards: from one payment to the allotments that paid it. Every posting says who, when and the line's balances after it. */
export interface PaymentTrace {
  readonly endToEndId: string;
  readonly line: number;
  readonly attempt: number;
  readonly amountFen: number;
  /** Of the attempt, as its case has it. */
  readonly status: string;
  readonly case: WithKey<CaseRow>;
  readonly class?: WithKey<ClassRow>;
  readonly batch?: WithKey<BatchRow>;
  /** As the bank answered it. */
  readonly answered?: AnsweredLine;
  /** The class's money on the fund line: encumbered, released, dispatched. */
  readonly encumbrance: readonly PostingRow[];
  /** The batch on the fund line: dispatched, answered, returned. */
  readonly payout: readonly PostingRow[];
  /** Where it came from, by the convention of first in, first out; empty while it is not paid. */
  readonly from: readonly (Slice & { readonly postings: readonly PostingRow[] })[];
}

/** The same upwards: from one allotment to every payment that it paid. */
export interface AllotmentTrace {
  readonly allotmentId: string;
  readonly unit: string;
  /** Fen: credited to the unit, returned to the city, paid out, and left in the pool. */
  readonly allottedFen: number;
  readonly returnedFen: number;
  readonly paidFen: number;
  readonly leftFen: number;
  /** On the city line and on the unit's. */
  readonly postings: readonly PostingRow[];
  readonly payments: readonly { readonly payment: StandingPayment; readonly amountFen: number }[];
}

export type Trace =
  | { readonly kind: 'payments'; readonly payments: readonly PaymentTrace[] }
  | { readonly kind: 'allotment'; readonly allotment: AllotmentTrace };

const END_TO_END_ID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})([0-9a-z])([0-9a-z]{2})$/;

/** By end-to-end id, by case id (all its payments, those that bounced too) or by allotment id; undefined where it is none of them. */
export async function traceOf(views: ViewReader, id: string): Promise<Trace | undefined> {
  const [, a, b, c, d, e, line, attempt] = END_TO_END_ID.exec(id) ?? [];
  if (line !== undefined && attempt !== undefined) {
    const found = await paymentsOfCase(views, [a, b, c, d, e].join('-'));
    const [no, nth] = [parseInt(line, 36), parseInt(attempt, 36)];
    const payments = found.filter((each) => each.line === no && each.attempt === nth);
    return payments.length > 0 ? { kind: 'payments', payments } : undefined;
  }
  const allotment = await traceAllotment(views, id);
  if (allotment) return { kind: 'allotment', allotment };
  const payments = await paymentsOfCase(views, id);
  return payments.length > 0 ? { kind: 'payments', payments } : undefined;
}

async function paymentsOfCase(views: ViewReader, caseId: string): Promise<readonly PaymentTrace[]> {
  const row = await caseById(views, caseId);
  const attempts =
    row?.lines.flatMap((line) => line.attempts.map((attempt) => ({ ...attempt, line: line.line }))) ?? [];
  if (!row || attempts.length === 0) return [];
  const owner = await classById(views, row.classId ?? '');
  const encumbrance = (await postingsAbout(views, { column: 'classId', id: row.classId ?? '' })).filter(
    ({ account }) => account === 'encumbered',
  );
  const { paid } = await unitPayments(views, row.unit ?? '');
  const slices = new Map(paid.map((each) => [each.payment.endToEndId, each.slices]));
  const traces: PaymentTrace[] = [];
  for (const { line, attempt, batchId, amountFen, status } of attempts) {
    const id = endToEndId(caseId, line, attempt);
    const answered = (await batchLines(views, batchId)).find((each) => each.endToEndId === id);
    traces.push({
      endToEndId: id,
      line,
      attempt,
      amountFen,
      status,
      case: row,
      class: owner,
      batch: await batchById(views, batchId),
      answered,
      encumbrance,
      payout: (await postingsAbout(views, { column: 'batchId', id: batchId })).filter((each) =>
        concerns(each, answered),
      ),
      from: await Promise.all(
        (slices.get(id) ?? []).map(async (slice) => ({ ...slice, postings: await postingsOf(views, slice) })),
      ),
    });
  }
  return traces;
}

/** A return or correction of another line of the same batch is no part of this payment's way. */
const concerns = ({ type, answerId = '' }: PostingRow, answered: AnsweredLine | undefined): boolean =>
  (type !== 'PayoutsReturned' && type !== 'AnswerCorrected') ||
  (answered?.answerId !== undefined && answerId.endsWith(answered.answerId));

const postingsOf = async (views: ViewReader, { source }: Slice): Promise<readonly PostingRow[]> => {
  if (source.kind === 'ALLOTMENT') return postingsAbout(views, { column: 'allotmentId', id: source.id });
  const about = await postingsAbout(views, { column: 'caseId', id: source.caseId ?? '' });
  return about.filter(({ recoveryId }) => recoveryId === source.id);
};

/** Undefined where no unit was credited with it. */
export async function traceAllotment(views: ViewReader, allotmentId: string): Promise<AllotmentTrace | undefined> {
  const postings = await postingsAbout(views, { column: 'allotmentId', id: allotmentId });
  const credited = postings.filter(({ line, account }) => line !== CITY_LINE && account === 'allotted');
  const [first] = credited;
  if (!first) return undefined;
  const { paid } = await unitPayments(views, first.unit);
  const payments = paid.flatMap(({ payment, slices }) =>
    slices
      .filter(({ source }) => source.kind === 'ALLOTMENT' && source.id === allotmentId)
      .map(({ amountFen }) => ({ payment, amountFen })),
  );
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const allottedFen = sum(credited.map(({ deltaFen }) => Math.max(deltaFen, 0)));
  const returnedFen = sum(credited.map(({ deltaFen }) => Math.max(-deltaFen, 0)));
  const paidFen = sum(payments.map(({ amountFen }) => amountFen));
  return {
    allotmentId,
    unit: first.unit,
    allottedFen,
    returnedFen,
    paidFen,
    leftFen: allottedFen - returnedFen - paidFen,
    postings,
    payments,
  };
}
