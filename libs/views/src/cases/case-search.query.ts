import type { ReviewFlag } from '@ledger/streams/case';
import type { Condition, Page, ViewReader, WithKey } from '@ledger/viewstore';
import { flagMark } from './case-figures';
import { CASES, type CaseRow, type CaseStatus } from './case-row';

/** 查询条件: what is given must all hold. Amounts in fen, instants ISO UTC. */
export interface CaseSearch {
  readonly classId?: string;
  /** USCC. */
  readonly institution?: string;
  /** Pseudonym, or several. */
  readonly person?: string | readonly string[];
  readonly caseId?: readonly string[];
  readonly unit?: string;
  readonly status?: readonly CaseStatus[];
  /** A review flag that is still open. */
  readonly flag?: ReviewFlag;
  readonly dueAtLeastFen?: number;
  readonly dueAtMostFen?: number;
  /** When the status was reached. */
  readonly since?: string;
  readonly until?: string;
  readonly sort?: CaseSort;
  readonly limit?: number;
  readonly cursor?: string;
}

export const caseById = async (views: ViewReader, caseId: string): Promise<WithKey<CaseRow> | undefined> =>
  views.get<CaseRow>(CASES, caseId);

/** 排序: what a list of cases may be sorted by; `-` for descending. */
export const CASE_SORTS = ['-since', 'since', '-dueFen', 'dueFen'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

/**
 * The cases that were moved last come first, or those of the largest amount where only the amount can be looked up.
 * @throws InvalidQuery 'index' where filters and order have no index: an amount goes with the order by amount, or with a class,
 *   an institution, a person or a flag; a status goes with the order by time.
 */
export async function searchCases(views: ViewReader, search: CaseSearch): Promise<Page<CaseRow>> {
  const { limit, cursor, sort = defaultSort(search) } = search;
  return views.find<CaseRow>({
    table: CASES,
    where: conditionsOf(search),
    orderBy: [sort],
    limit,
    cursor,
    byIndex: true,
  });
}

function defaultSort({ classId, institution, person, flag, dueAtLeastFen, dueAtMostFen }: CaseSearch): CaseSort {
  const isNarrow = (classId ?? institution ?? person ?? flag) !== undefined;
  return isNarrow || (dueAtLeastFen ?? dueAtMostFen) === undefined ? '-since' : '-dueFen';
}

export const countCases = async (views: ViewReader, search: Omit<CaseSearch, 'sort'>): Promise<number> =>
  views.count(CASES, conditionsOf(search));

function conditionsOf(search: CaseSearch): Condition[] {
  const { classId, institution, person, unit, status, flag, dueAtLeastFen, dueAtMostFen, since, until, caseId } =
    search;
  const where: Condition[] = [];
  for (const [column, is] of Object.entries({ key: caseId, classId, institution, person, unit, status })) {
    if (is !== undefined) where.push({ column, is });
  }
  if (flag) where.push({ column: 'attention', is: 1 }, { column: 'flags', has: flagMark(flag) });
  if (dueAtLeastFen !== undefined || dueAtMostFen !== undefined) {
    where.push({ column: 'dueFen', atLeast: dueAtLeastFen, atMost: dueAtMostFen });
  }
  if (since !== undefined || until !== undefined) where.push({ column: 'since', atLeast: since, atMost: until });
  return where;
}
