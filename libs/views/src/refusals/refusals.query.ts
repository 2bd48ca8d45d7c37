import type { Condition, Page, ViewReader } from '@ledger/viewstore';
import { REFUSALS, type RefusalRow } from './refusals.projection';

/** 排序: what refusals may be sorted by; `-` for descending. */
export const REFUSAL_SORTS = ['-position', 'position'] as const;
export type RefusalSort = (typeof REFUSAL_SORTS)[number];

/** 查询条件: what is given must all hold. Instants ISO UTC, of business time. */
export interface RefusalSearch {
  readonly rule?: string;
  readonly since?: string;
  readonly until?: string;
  /** Name of a command. */
  readonly command?: string;
  /** Stream. */
  readonly target?: string;
  readonly actorId?: string;
  readonly unit?: string;
  readonly sort?: RefusalSort;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Who tried what against which rule, the last that was recorded first. */
export const searchRefusals = async (views: ViewReader, search: RefusalSearch): Promise<Page<RefusalRow>> =>
  views.find<RefusalRow>({
    table: REFUSALS,
    where: conditionsOf(search),
    orderBy: [search.sort ?? '-position'],
    limit: search.limit,
    cursor: search.cursor,
    byIndex: true,
  });

/** How many refusals there were by rule id. */
export const refusalsByRule = async (
  views: ViewReader,
  search: Omit<RefusalSearch, 'limit' | 'cursor'> = {},
): Promise<Readonly<Record<string, number>>> => views.countBy(REFUSALS, 'ruleId', conditionsOf(search));

function conditionsOf({ rule, since, until, command, target, actorId, unit }: RefusalSearch): Condition[] {
  const where: Condition[] = [];
  for (const [column, is] of Object.entries({ ruleId: rule, name: command, target, actorId, unit })) {
    if (is !== undefined) where.push({ column, is });
  }
  if (since !== undefined || until !== undefined) where.push({ column: 'occurredAt', atLeast: since, atMost: until });
  return where;
}
