import type { ClassStatus } from '@ledger/streams/class';
import type { Condition, Page, ViewReader, WithKey } from '@ledger/viewstore';
import { CLASS_ROLL, CLASSES, emptyRoll, type ClassRollRow, type ClassRow } from './class-row';

/** 查询条件: what is given must all hold. */
export interface ClassSearch {
  /** USCC. */
  readonly institution?: string;
  /** 评价机构: USCC. */
  readonly evaluator?: string;
  readonly unit?: string;
  readonly projectId?: string;
  readonly status?: readonly ClassStatus[];
  /** Shanghai dates of the start, both included. */
  readonly startsFrom?: string;
  readonly startsTo?: string;
  readonly sort?: ClassSort;
  readonly limit?: number;
  readonly cursor?: string;
}

export const classById = async (views: ViewReader, classId: string): Promise<WithKey<ClassRow> | undefined> =>
  views.get<ClassRow>(CLASSES, classId);

/** Sessions, attendance and results of a class; empty while nothing was held. */
export const classRoll = async (views: ViewReader, classId: string): Promise<ClassRollRow> =>
  (await views.get<ClassRollRow>(CLASS_ROLL, classId)) ?? emptyRoll;

/** 排序: what a list of classes may be sorted by; `-` for descending. */
export const CLASS_SORTS = ['-since', 'since', '-startsOn', 'startsOn'] as const;
export type ClassSort = (typeof CLASS_SORTS)[number];

/** The classes that were moved last come first. */
export async function searchClasses(views: ViewReader, search: ClassSearch): Promise<Page<ClassRow>> {
  const {
    sort = '-since',
    limit,
    cursor,
    startsFrom,
    startsTo,
    institution,
    evaluator,
    unit,
    projectId,
    status,
  } = search;
  const where: Condition[] = [];
  for (const [column, is] of Object.entries({ institution, evaluator, unit, projectId, status })) {
    if (is !== undefined) where.push({ column, is });
  }
  if (startsFrom !== undefined || startsTo !== undefined) {
    where.push({ column: 'startsOn', atLeast: startsFrom, atMost: startsTo });
  }
  return views.find<ClassRow>({ table: CLASSES, where, orderBy: [sort], limit, cursor, byIndex: true });
}
