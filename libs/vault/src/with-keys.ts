import type { MaybePromise } from '@ledger/eventlog';
import type { KeyVault } from './key-vault.port';
import { KeyNotAtHand, type WantedKey } from './vault-errors';

/** A person's key is wanted once or twice in a piece of work; what goes on wanting keys is told so. */
const MAX_FETCHES = 50;

/**
 * Does a piece of work that seals or compares, and again from its beginning when keys that it needs were fetched, so it must do
 * nothing that may not be done twice. At once where the keys are at hand.
 */
export function withKeys<T>(vault: Pick<KeyVault, 'fetch'>, work: () => MaybePromise<T>): MaybePromise<T> {
  try {
    const result = work();
    return result instanceof Promise ? result.catch((error: unknown) => fetchedFor(vault, work, error)) : result;
  } catch (error) {
    return fetchedFor(vault, work, error);
  }
}

function fetchedFor<T>(vault: Pick<KeyVault, 'fetch'>, work: () => MaybePromise<T>, error: unknown): Promise<T> {
  if (!(error instanceof KeyNotAtHand)) throw error;
  return again(vault, work, error);
}

async function again<T>(vault: Pick<KeyVault, 'fetch'>, work: () => MaybePromise<T>, first: KeyNotAtHand): Promise<T> {
  let missing = first;
  for (let fetches = 1; ; fetches += 1) {
    await Promise.all(missing.wanted.map(async ({ owner, make }) => vault.fetch(owner, make)));
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof KeyNotAtHand) || fetches === MAX_FETCHES) throw error;
      missing = error;
    }
  }
}

/** Seals each; where keys are missing, all of them are named at once. */
export function forEachSealed<T, R>(values: readonly T[], seal: (value: T) => R): R[] {
  const missing: WantedKey[] = [];
  const sealed: R[] = [];
  for (const value of values) {
    try {
      sealed.push(seal(value));
    } catch (error) {
      if (!(error instanceof KeyNotAtHand)) throw error;
      missing.push(...error.wanted);
    }
  }
  const [first, ...others] = missing;
  if (first) throw new KeyNotAtHand(first.owner, first.make, others);
  return sealed;
}
