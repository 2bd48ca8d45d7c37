import { APPEND_PATIENCE } from '@ledger/commanding';
import { SqliteCache } from '@ledger/eventlog';
import { openEventStoreDbEventStore } from '@ledger/eventlog/eventstoredb/open-eventstoredb-event-store';
import { openMongoLeases } from '@ledger/leases';
import { openMongoCheckpoints } from '@ledger/processes/mongodb/mongo-checkpoints';
import { openMongoKeyVault } from '@ledger/vault/mongodb/open-mongo-key-vault';
import { projections } from '@ledger/views';
import { openMongoViewStore } from '@ledger/viewstore/mongodb/mongo-view-store';
import { LEDGER_STREAM } from '../about-ledger';
import { NoLedger, vaultOptions, type LedgerOptions } from '../ledger-options';
import { upcasters } from '../upcasters';
import type { Keep, OpenedStores } from './opened-stores';
import { databaseOf, nameOfPlace } from './store-choice';

type SharedOptions = LedgerOptions & Required<Pick<LedgerOptions, 'eventStore' | 'mongo'>>;

interface OpenedShared extends Pick<OpenedStores, 'store' | 'vault'> {
  readonly views: Omit<OpenedStores, 'store' | 'vault' | 'about'>;
}

/** The log on EventStoreDB; vault, views, leases and checkpoints on MongoDB; snapshots, which may be lost, on this machine. */
export async function openShared(
  folder: string,
  options: SharedOptions,
  wall: () => string,
  keep: Keep,
): Promise<OpenedShared> {
  const { eventStore, mongo } = options;
  const place = { url: mongo.url, database: databaseOf(mongo.url) };
  const patience = APPEND_PATIENCE;
  const store = keep(openEventStoreDbEventStore({ connectionString: eventStore.url, upcasters, patience }));
  const mustExist = (await store.streamVersion(LEDGER_STREAM)) > 0;
  if (!mustExist && !options.create) throw new NoLedger(nameOfPlace(options));
  const kept = options.vaultUrl ?? mongo.url;
  const vaultPlace = { url: kept, database: databaseOf(kept) };
  const vault = keep(await openMongoKeyVault({ ...vaultOptions(options), ...vaultPlace, now: wall, mustExist }));
  const leases = keep(await openMongoLeases(place));
  const checkpoints = keep(await openMongoCheckpoints(place));
  const cache = keep(new SqliteCache(folder));
  // Made where there are none. What everybody reads by follows the switches of whoever folds them, in whatever process.
  await (await openMongoViewStore({ ...place, projections })).close();
  const views = keep(await openMongoViewStore({ ...place, projections, readonly: true }));
  return {
    store,
    vault,
    views: {
      views,
      cache,
      checkpoints,
      embedded: undefined,
      shared: { leases, fencedViews: (fence) => openMongoViewStore({ ...place, projections, fence }) },
    },
  };
}
