import type { VaultPlace } from '@ledger/moving';
import type { LedgerOptions } from '@ledger/runtime';
import { databaseOf } from '@ledger/runtime/stores/store-choice';

/** A database by its address. */
export const databaseAt = (url: string): Extract<VaultPlace, { readonly url: string }> => ({
  url,
  database: databaseOf(url),
});

/** The servers that the environment chooses; undefined where the ledger is an embedded one. */
export function serversOf({ eventStore, mongo, vaultUrl }: LedgerOptions) {
  if (!eventStore || !mongo) return undefined;
  return { log: eventStore.url, vault: databaseAt(vaultUrl ?? mongo.url), filters: databaseAt(mongo.url) };
}
