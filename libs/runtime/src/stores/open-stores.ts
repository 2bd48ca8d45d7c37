import type { EventStore } from '@ledger/eventlog';
import type { KeyVault } from '@ledger/vault';
import { aboutLedger, assertOwnVault, firstEvent, LEDGER_STREAM, type AboutLedger } from '../about-ledger';
import { NoLedger, SimulatedInProduction, type LedgerOptions } from '../ledger-options';
import { openEmbeddedLog, openEmbeddedViews } from './embedded-stores';
import type { Keep, OpenedStores } from './opened-stores';
import { nameOfPlace } from './store-choice';

/** Opens what the options name; what is opened is told to `keep`, in order. Clients of servers are loaded only where asked for. */
export async function openStores(
  folder: string,
  options: LedgerOptions,
  wall: () => string,
  keep: Keep,
): Promise<OpenedStores> {
  const { eventStore, mongo } = options;
  if (eventStore && mongo) {
    const { openShared } = require('./shared-stores') as typeof import('./shared-stores');
    const { store, vault, views } = await openShared(folder, { ...options, eventStore, mongo }, wall, keep);
    return { store, vault, about: await ledgerOf(store, vault, options, wall), ...views };
  }
  const { store, vault, embedded } = openEmbeddedLog(folder, options, wall, keep);
  const about = await ledgerOf(store, vault, options, wall);
  return { store, vault, about, embedded, shared: undefined, ...openEmbeddedViews(folder, keep) };
}

/** What the first event says; written now where the ledger is new. */
async function ledgerOf(
  store: EventStore,
  vault: KeyVault,
  options: LedgerOptions,
  wall: () => string,
): Promise<AboutLedger> {
  if (options.create && (await store.streamVersion(LEDGER_STREAM)) === 0)
    await (
      await store.append(LEDGER_STREAM, 0, [firstEvent(options.create, vault, wall())])
    ).durable;
  const opening = await store.readStream(LEDGER_STREAM);
  if (opening.length === 0) throw new NoLedger(nameOfPlace(options));
  assertOwnVault(opening, vault);
  const about = aboutLedger(opening);
  if (options.production && about.clock === 'simulated') throw new SimulatedInProduction();
  return about;
}
