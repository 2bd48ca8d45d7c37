import type { Ledger } from '../ledger';
import type { ImportHands } from './import-commands';

/** The hands of an import into an open ledger, once what a crash had left undone there is done. */
export async function importHands(ledger: Ledger, execute: ImportHands['execute']): Promise<ImportHands> {
  const { background, store } = ledger.parts;
  await background.processed(await store.head());
  return {
    execute,
    handles: background.handles,
    falls: () => store.falls ?? 0,
    caughtUp: (position) => background.processed(position),
  };
}
