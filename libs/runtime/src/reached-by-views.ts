import type { Reached } from '@ledger/eventlog';
import { projections } from '@ledger/views';
import { openSqliteViewStore, ViewsUnusable, type SqliteViewStore } from '@ledger/viewstore';

/** How far the views have seen the log: a log that ends before has lost events. */
export const reachedBy = (views: SqliteViewStore): readonly Reached[] =>
  views.status().map(({ projection, checkpoint }) => ({ position: checkpoint, by: `the view ${projection}` }));

/** The same, of the views in a folder; views that cannot be read say nothing and are made anew. */
export function reachedByViews(folder: string): readonly Reached[] {
  try {
    const views = openSqliteViewStore(folder, { projections, readonly: true });
    try {
      return reachedBy(views);
    } finally {
      views.close();
    }
  } catch (error) {
    if (error instanceof ViewsUnusable) return [];
    throw error;
  }
}
