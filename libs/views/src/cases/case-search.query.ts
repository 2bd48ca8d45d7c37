import type { ReviewFlag } from '@ledger/streams/case';
import type { Condition, Page, ViewReader, WithKey } from '@ledger/viewstore';
import { CASES, type CaseRow, type CaseStatus } from './case-row';

/** 查询条件: what is given must all hold. Amounts in fen, instants ISO UTC. */
export interface CaseSearch {
  readonly classId?: string;
  /** USCC. */
  readonly institution?: string;
  /** Pseudonym. */
  readonly person?: string;
  readonly unit?: string;
  readonly status?: readonly CaseStatus[];
  /** A review flag that is still open. */
  readonly flag?: ReviewFlag;
  readonly dueAtLeastFen?: number;
  readonly dueAtMostFen?: number;
  /** When the status was reached. */
  readonly since?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export const caseById = async (views: ViewReader, caseId: string): Promise<WithKey<CaseRow> | undefined> =>
  views.get<CaseRow>(CASES, caseId);

/** The cases that were moved last come first. With a flag a page may hold fewer rows than its limit and still go on. */
export async function searchCases(views: ViewReader, search: CaseSearch): Promise<Page<CaseRow>> {
  const { limit, cursor, flag } = search;
  const page = await views.find<CaseRow>({
    table: CASES,
    where: conditionsOf(search),
    orderBy: ['-since'],
    limit,
    cursor,
  });
  return flag ? { ...page, rows: page.rows.filter((row) => row.waiting?.[`flag:${flag}`] !== undefined) } : page;
}

export const countCases = async (views: ViewReader, search: Omit<CaseSearch, 'flag'>): Promise<number> =>
  views.count(CASES, conditionsOf(search));

function conditionsOf(search: CaseSearch): Condition[] {
  const { classId, institution, person, unit, status, flag, dueAtLeastFen, dueAtMostFen, since, until } = search;
  const where: Condition[] = [];
  for (const [column, is] of Object.entries({ classId, institution, person, unit, status })) {
    if (is !== undefined) where.push({ column, is });
  }
  if (flag) where.push({ column: 'attention', is: 1 });
  if (dueAtLeastFen !== undefined || dueAtMostFen !== undefined) {
    where.push({ column: 'dueFen', atLeast: dueAtLeastFen, atMost: dueAtMostFen });
  }
  if (since !== undefined || until !== undefined) where.push({ column: 'since', atLeast: since, atMost: until });
  return where;
}
