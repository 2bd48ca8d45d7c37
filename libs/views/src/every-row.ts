import type { Query, Row, ViewReader, WithKey } from '@ledger/viewstore';

const AT_ONCE = 1_000;

/** Every row that the query finds, page by page. */
export async function* everyRow<R extends Row>(
  views: ViewReader,
  query: Omit<Query, 'limit' | 'cursor'>,
): AsyncGenerator<WithKey<R>> {
  let cursor: string | undefined;
  do {
    const page = await views.find<R>({ ...query, limit: AT_ONCE, cursor });
    yield* page.rows;
    ({ cursor } = page);
  } while (cursor !== undefined);
}

/** All of them at once, for queries that find few. */
export async function allRows<R extends Row>(
  views: ViewReader,
  query: Omit<Query, 'limit' | 'cursor'>,
): Promise<WithKey<R>[]> {
  const rows: WithKey<R>[] = [];
  for await (const row of everyRow<R>(views, query)) rows.push(row);
  return rows;
}
