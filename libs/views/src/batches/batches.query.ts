import type { BatchStatus } from '@ledger/streams/batch';
import type { Condition, Page, ViewReader, WithKey } from '@ledger/viewstore';
import { BATCH_LINES, BATCHES, type AnsweredLine, type BatchLinesRow, type BatchRow } from './batch-row';

export const batchById = async (views: ViewReader, batchId: string): Promise<WithKey<BatchRow> | undefined> =>
  views.get<BatchRow>(BATCHES, batchId);

/** The lines that are in the batch, or went with it, each with the last that the bank said of it. */
export const batchLines = async (views: ViewReader, batchId: string): Promise<readonly AnsweredLine[]> =>
  (await views.get<BatchLinesRow>(BATCH_LINES, batchId))?.lines ?? [];

/** 排序: what a list of batches may be sorted by; `-` for descending. */
export const BATCH_SORTS = ['-since', 'since'] as const;
export type BatchSort = (typeof BATCH_SORTS)[number];

/** The batches that were moved last come first. */
export async function searchBatches(
  views: ViewReader,
  {
    unit,
    status,
    sort = '-since',
    limit,
    cursor,
  }: {
    readonly unit?: string;
    readonly status?: readonly BatchStatus[];
    readonly sort?: BatchSort;
    readonly limit?: number;
    readonly cursor?: string;
  },
): Promise<Page<BatchRow>> {
  const where: Condition[] = [];
  for (const [column, is] of Object.entries({ unit, status })) if (is !== undefined) where.push({ column, is });
  return views.find<BatchRow>({ table: BATCHES, where, orderBy: [sort], limit, cursor, byIndex: true });
}
