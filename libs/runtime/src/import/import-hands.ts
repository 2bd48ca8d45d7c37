import type { Ledger } from '../ledger';
import type { ImportHands } from './import-commands';

/** The hands of an import into an open ledger, once what a crash had left undone there is done. */
export async function importHands(ledger: Ledger, execute: ImportHands['execute']): Promise<ImportHands> {
  const { processes, store } = ledger.parts;
  await processes.caughtUp(store.head());
  return {
    execute,
    handles: processes.handles,
    falls: () => store.falls,
    caughtUp: (position) => processes.caughtUp(position),
  };
}
