import type { PublicityState } from '@ledger/streams/publicity';
import type { Condition, Page, ViewReader, WithKey } from '@ledger/viewstore';
import { PUBLICITY_LISTS, type PublicityListRow } from './publicity-lists.projection';

export const publicityListById = async (
  views: ViewReader,
  id: string,
): Promise<WithKey<PublicityListRow> | undefined> => views.get<PublicityListRow>(PUBLICITY_LISTS, id);

/** 排序: what a list of publicity lists may be sorted by; `-` for descending. */
export const PUBLICITY_SORTS = ['lastDay', '-lastDay'] as const;
export type PublicitySort = (typeof PUBLICITY_SORTS)[number];

/** In order of their last day. */
export async function searchPublicityLists(
  views: ViewReader,
  {
    unit,
    status,
    sort = 'lastDay',
    limit,
    cursor,
  }: {
    readonly unit?: string;
    readonly status?: readonly PublicityState['status'][];
    readonly sort?: PublicitySort;
    readonly limit?: number;
    readonly cursor?: string;
  },
): Promise<Page<PublicityListRow>> {
  const where: Condition[] = [];
  for (const [column, is] of Object.entries({ unit, status })) if (is !== undefined) where.push({ column, is });
  return views.find<PublicityListRow>({ table: PUBLICITY_LISTS, where, orderBy: [sort], limit, cursor, byIndex: true });
}
