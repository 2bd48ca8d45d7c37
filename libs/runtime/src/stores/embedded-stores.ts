import { openSqliteEventStore, SqliteCache } from '@ledger/eventlog';
import { openSqliteKeyVault, type SqliteKeyVault } from '@ledger/vault';
import { projections } from '@ledger/views';
import { openSqliteViewStore } from '@ledger/viewstore';
import { NoLedger, vaultOptions, type LedgerOptions } from '../ledger-options';
import { reachedByViews } from '../reached-by-views';
import { upcasters } from '../upcasters';
import type { Keep, OpenedStores } from './opened-stores';

/** Log and vault as files of the folder. */
export function openEmbeddedLog(
  folder: string,
  options: LedgerOptions,
  wall: () => string,
  keep: Keep,
): Pick<OpenedStores, 'store' | 'vault' | 'embedded'> {
  // The log first: its lock tells who else writes the folder.
  const sealing: { vault?: SqliteKeyVault } = {};
  const store = keep(
    openSqliteEventStore({
      folder,
      upcasters,
      beforeCommit: () => sealing.vault?.settle(),
      reached: reachedByViews(folder),
    }),
  );
  if (store.head() === 0 && !options.create) throw new NoLedger(folder);
  const vault = keep(openSqliteKeyVault({ ...vaultOptions(options), folder, now: wall, mustExist: store.head() > 0 }));
  sealing.vault = vault;
  return { store, vault, embedded: { store, vault } };
}

/** Views as a file of the folder, and what may be lost without harm. */
export function openEmbeddedViews(folder: string, keep: Keep): Pick<OpenedStores, 'views' | 'cache' | 'checkpoints'> {
  const cache = keep(new SqliteCache(folder));
  const views = keep(openSqliteViewStore(folder, { projections, discardUnusable: true }));
  return { views, cache, checkpoints: cache };
}
