import { openSqliteLogReader } from '@ledger/eventlog';
import type { Json } from '@ledger/kernel';
import type { LogReader } from '@ledger/viewstore';
import { upcasters } from './upcasters';

/* What a rebuild's worker threads load: see RebuildWorkers. */

export { loadProjections } from '@ledger/views/projections';

/** `data` is what rebuildWorkers posts. */
export const openLog = (data: Json): LogReader =>
  openSqliteLogReader({ folder: (data as { readonly folder: string }).folder, upcasters, mapped: true });
