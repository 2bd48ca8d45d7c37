import type { ClaimRecord } from '@ledger/eventlog';
import { TAKE_OVER_AFTER_MS } from './claim-times';

/**
 * When each open claim of a shared log was first seen as it is. Judged by this process's running clock alone, so that no clock
 * of another machine, fast or slow, makes a living command look dead.
 */
export class ClaimSightings {
  private seen = new Map<string, { readonly revision: number | undefined; readonly at: number }>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** True when nothing was written about the claim for the time after which it may be taken over. */
  isStale({ commandId, revision }: ClaimRecord): boolean {
    const known = this.seen.get(commandId);
    if (known && known.revision === revision) return this.now() - known.at >= TAKE_OVER_AFTER_MS;
    this.seen.set(commandId, { revision, at: this.now() });
    return false;
  }

  /** Forgets all but these. */
  keepOnly(open: readonly ClaimRecord[]): void {
    const ids = new Set(open.map(({ commandId }) => commandId));
    this.seen = new Map([...this.seen].filter(([id]) => ids.has(id)));
  }
}
