import { REPORTING_UNIT_IDS } from '@ledger/kernel';
import { CITY_LINE } from '@ledger/streams/fund';
import type { Condition, Page, ViewReader } from '@ledger/viewstore';
import { BATCHES, type BatchRow } from '../batches/batch-row';
import { everyRow } from '../every-row';
import { CASES, type CaseRow } from '../cases/case-row';
import { CLASSES, type ClassRow } from '../classes/class-row';
import { fundPosition } from './fund-position.query';
import { FUND_POSTINGS, type Account } from './posting-row';

/** 按个案汇总, fen: what the cases and classes of a unit say of its money, apart from its fund line. */
export interface ClaimSums {
  readonly unit: string;
  /** Held by classes and drawn by no claim. */
  readonly undrawnFen: number;
  /** 已支用 by claims that were not instructed yet, `approvedFen` of it confirmed. */
  readonly drawnFen: number;
  readonly approvedFen: number;
  readonly inTransitFen: number;
  readonly owedFen: number;
  readonly paidFen: number;
  readonly recoveredFen: number;
  /** Asked back from payees and not come back. */
  readonly askedBackFen: number;
  /** Due without cover: on no account of the line. */
  readonly unfundedFen: number;
}

const CLAIM_SUMS = [
  'drawnFen',
  'inTransitFen',
  'owedFen',
  'paidFen',
  'recoveredFen',
  'openRecoveryFen',
  'unfundedFen',
] as const;
type CaseColumn = (typeof CLAIM_SUMS)[number];
const CONFIRMED: Condition = { column: 'step', is: 'confirmed' };

/** By unit, for the ten reporting units or one of them. */
export async function claimSums(views: ViewReader, unit?: string): Promise<readonly ClaimSums[]> {
  const where: Condition[] = unit === undefined ? [] : [{ column: 'unit', is: unit }];
  const byUnit = (column: CaseColumn, ...more: Condition[]) => views.sumBy(CASES, column, 'unit', [...where, ...more]);
  const [undrawn, approved] = [
    await views.sumBy(CLASSES, 'freeFen', 'unit', where),
    await byUnit('drawnFen', CONFIRMED),
  ];
  const sums: Record<string, Readonly<Record<string, number>>> = {};
  for (const column of CLAIM_SUMS) sums[column] = await byUnit(column);
  const of = (column: CaseColumn, id: string): number => sums[column]?.[id] ?? 0;
  return (unit === undefined ? REPORTING_UNIT_IDS : [unit]).map((id) => ({
    unit: id,
    undrawnFen: undrawn[id] ?? 0,
    approvedFen: approved[id] ?? 0,
    drawnFen: of('drawnFen', id),
    inTransitFen: of('inTransitFen', id),
    owedFen: of('owedFen', id),
    paidFen: of('paidFen', id),
    recoveredFen: of('recoveredFen', id),
    askedBackFen: of('openRecoveryFen', id),
    unfundedFen: of('unfundedFen', id),
  }));
}

/** A sum opened into the cases that make it: their column of that name sums to `sumFen`. */
export interface OpenedSum extends Page<CaseRow> {
  readonly sumFen: number;
}

export async function openClaimSum(
  views: ViewReader,
  asked: {
    readonly unit: string;
    readonly sum: CaseColumn | 'approvedFen';
    readonly limit?: number;
    readonly cursor?: string;
  },
): Promise<OpenedSum> {
  const column = asked.sum === 'approvedFen' ? 'drawnFen' : asked.sum;
  const where: Condition[] = [
    { column: 'unit', is: asked.unit },
    { column, atLeast: 1 },
    ...(asked.sum === 'approvedFen' ? [CONFIRMED] : []),
  ];
  const { limit, cursor } = asked;
  const page = await views.find<CaseRow>({ table: CASES, where, limit, cursor });
  return { ...page, sumFen: await views.sum(CASES, column, where) };
}

/** Two books that should agree and do not. Amounts in fen. */
export interface MoneyDifference {
  /** A line, unit, class or batch. */
  readonly of: string;
  readonly what: Account | 'identity' | 'allotments';
  readonly fundFen: number;
  readonly claimsFen: number;
}

/**
 * Compares the fund lines with what the cases and classes say: unit by unit, class by class, batch by batch,
 * and each line with its identity.
 * Nothing is found in a ledger at rest; while a command runs its streams follow each other.
 */
export async function compareMoney(views: ViewReader): Promise<readonly MoneyDifference[]> {
  const found: MoneyDifference[] = [];
  const compare = (of: string, what: MoneyDifference['what'], fundFen: number, claimsFen: number): void => {
    if (fundFen !== claimsFen) found.push({ of, what, fundFen, claimsFen });
  };
  const { city, units, onTheWayFen } = await fundPosition(views);
  for (const { line, differenceFen } of [...(city ? [city] : []), ...units])
    compare(line, 'identity', differenceFen, 0);
  compare(CITY_LINE, 'allotments', onTheWayFen, 0);
  for (const sums of await claimSums(views)) {
    const balances = units.find(({ unit }) => unit === sums.unit)?.balances;
    compare(sums.unit, 'encumbered', balances?.encumbered ?? 0, sums.undrawnFen + sums.drawnFen);
    compare(sums.unit, 'inTransit', balances?.inTransit ?? 0, sums.inTransitFen);
    compare(sums.unit, 'owed', balances?.owed ?? 0, sums.owedFen);
    compare(sums.unit, 'paid', balances?.paid ?? 0, sums.paidFen);
    compare(sums.unit, 'recovered', balances?.recovered ?? 0, sums.recoveredFen);
    compare(sums.unit, 'askedBack', balances?.askedBack ?? 0, sums.askedBackFen);
  }
  for (const [of, fundFen, claimsFen] of await byClass(views)) compare(of, 'encumbered', fundFen, claimsFen);
  for (const account of ['inTransit', 'paid'] as const) {
    for (const [of, fundFen, claimsFen] of await byBatch(views, account)) compare(of, account, fundFen, claimsFen);
  }
  return found;
}

type Compared = readonly [of: string, fundFen: number, claimsFen: number];

const side = (
  of: string,
  fund: Readonly<Record<string, number>>,
  claims: Readonly<Record<string, number>>,
): Compared => [of, fund[of] ?? 0, claims[of] ?? 0];

/** What the line has encumbered for each class, and what the class holds undrawn with what its claims have drawn. */
async function byClass(views: ViewReader): Promise<readonly Compared[]> {
  const fund = await views.sumBy(FUND_POSTINGS, 'deltaFen', 'classId', [{ column: 'account', is: 'encumbered' }]);
  const claims = { ...(await views.sumBy(CASES, 'drawnFen', 'classId')) };
  for await (const { key, freeFen } of everyRow<ClassRow>(views, { table: CLASSES })) {
    claims[key] = (claims[key] ?? 0) + freeFen;
  }
  return [...new Set([...Object.keys(fund), ...Object.keys(claims)])].map((id) => side(id, fund, claims));
}

/** What the line has on its way, or has paid, for each batch, and what the batch's lines say. */
async function byBatch(views: ViewReader, account: 'inTransit' | 'paid'): Promise<readonly Compared[]> {
  const fund = { ...(await views.sumBy(FUND_POSTINGS, 'deltaFen', 'batchId', [{ column: 'account', is: account }])) };
  // Postings of the account that are about no batch.
  delete fund[''];
  const claims: Record<string, number> = {};
  for await (const { key, pendingFen, paidFen } of everyRow<BatchRow>(views, { table: BATCHES })) {
    claims[key] = account === 'paid' ? paidFen : pendingFen;
  }
  return [...new Set([...Object.keys(fund), ...Object.keys(claims)])].map((id) => side(id, fund, claims));
}
