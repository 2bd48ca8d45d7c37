import { setImmediate } from 'node:timers/promises';
import type { Asking, Question } from './question';

export type ListRow = Readonly<Record<string, unknown>>;

interface PageOfRows {
  readonly rows: readonly ListRow[];
  readonly cursor?: string;
}

/** Rows read between two turns of the event loop. */
const AT_ONCE = 250;

type Page = (limit: number, cursor?: string) => Promise<PageOfRows | undefined>;

/**
 * At most so many rows of a list, from its cursor on: the first page at once, so that what is wrong is told before anything is
 * sent; the others as they are asked for.
 */
export async function pagesOf(
  list: Question,
  asking: Asking<object>,
  most = Infinity,
): Promise<AsyncGenerator<PageOfRows> | undefined> {
  const page: Page = async (limit, cursor) => {
    const more = cursor === undefined ? { limit } : { limit, cursor };
    const answered = await list.answer({ ...asking, asked: { ...asking.asked, ...more } });
    // What a list answers.
    return answered?.body as PageOfRows | undefined;
  };
  const first = await page(Math.min(AT_ONCE, most));
  return first && following(first, page, most);
}

async function* following(first: PageOfRows, page: Page, most: number): AsyncGenerator<PageOfRows> {
  let left = most;
  for (let at: PageOfRows | undefined = first; at; at = await page(Math.min(AT_ONCE, left), at.cursor)) {
    yield at;
    left -= at.rows.length;
    if (at.cursor === undefined || left <= 0) return;
    await setImmediate();
  }
}
