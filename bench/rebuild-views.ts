import { mkdirSync, rmSync } from 'node:fs';
import { openSqliteLogReader } from '@ledger/eventlog';
import { projections } from '@ledger/views';
import { openSqliteViewStore, rebuildViews } from '@ledger/viewstore';

export { loadProjections } from '@ledger/views';

/** For the threads of a rebuild. */
export const openLog = (folder: string) => openSqliteLogReader({ folder });

/** All views made anew from the log of a folder, on one thread or two, durable and switched to. */
export async function rebuildAll(folder: string, into: string, threads: 1 | 2): Promise<void> {
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  const log = openLog(folder);
  const store = openSqliteViewStore(into, { projections });
  try {
    await rebuildViews({
      log,
      store,
      projections,
      ...(threads === 2 ? { workers: { module: __filename, log: folder, count: 2 } } : {}),
    });
  } finally {
    store.close();
    await log.close();
  }
}
