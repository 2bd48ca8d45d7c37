import type { RebuildWorkers } from '@ledger/viewstore';

/** What worker threads need to fold the log of this folder: they load the projections themselves, from the compiled module. */
export const rebuildWorkers = (folder: string, count: number): RebuildWorkers => ({
  module: require.resolve('./rebuild-module'),
  log: { folder },
  count,
});
