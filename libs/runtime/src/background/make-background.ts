import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { ProcessRunner, type ProcessHands, type ProcessManager } from '@ledger/processes';
import { projections } from '@ledger/views';
import { Projector, type ViewStore } from '@ledger/viewstore';
import type { LedgerOptions } from '../ledger-options';
import { rebuildWorkers } from '../rebuild-workers';
import { BlindIndexer } from '../search/blind-indexer';
import type { OpenedStores } from '../stores/opened-stores';
import { tracedManager } from '../tracing/traced-manager';
import { tracedProjection } from '../tracing/traced-projection';
import type { Background } from './background';
import { LeasedBackground } from './leased-background';
import { OwnBackground } from './own-background';

export interface BackgroundParts {
  readonly folder: string;
  readonly options: Pick<LedgerOptions, 'rebuildThreads' | 'tracing'>;
  readonly stores: OpenedStores;
  readonly managers: readonly ProcessManager[];
  readonly hands: ProcessHands;
}

/** What follows the log: all of it here, or held by lease with other processes. */
export function makeBackground({ folder, options, stores, hands, ...parts }: BackgroundParts): Background {
  const { store: log, vault, views, checkpoints, shared, embedded } = stores;
  const { tracing, rebuildThreads = 0 } = options;
  const managers = tracing ? parts.managers.map((manager) => tracedManager(manager, tracing)) : parts.managers;
  const followed = (store: ViewStore) => (tracing ? tracedProjection({ log, store }, tracing) : { log, store });
  if (!shared) {
    const workers = embedded && rebuildThreads > 0 ? rebuildWorkers(folder, rebuildThreads) : undefined;
    const projector = new Projector({ ...followed(views), projections, workers });
    return new OwnBackground(
      projector,
      new ProcessRunner(log, managers, hands, checkpoints),
      new BlindIndexer(log, vault),
    );
  }
  return new LeasedBackground({
    log,
    views,
    vault,
    checkpoints,
    managers,
    leases: shared.leases,
    owner: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    async makeProjector({ name, epoch }) {
      const store = await shared.fencedViews({ name, epoch });
      const projector = new Projector({ ...followed(store), projections });
      return {
        projector,
        start: () => projector.start(),
        async close() {
          await projector.close();
          await store.close();
        },
      };
    },
    makeRunner: (part) => new ProcessRunner(log, managers, hands, checkpoints, part),
    makeIndexer: () => new BlindIndexer(log, vault, true),
  });
}
