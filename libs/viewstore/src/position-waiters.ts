import { setTimeout } from 'node:timers/promises';
import type { Position } from '@ledger/kernel';

/** The views did not reach the position in time, or have stopped. */
export class ViewsBehind extends Error {
  constructor(
    readonly position: Position,
    why: string,
  ) {
    super(`the views have not reached position ${position}: ${why}`);
    this.name = 'ViewsBehind';
  }
}

interface Waiter {
  readonly position: Position;
  reached(): void;
  failed(why: string): void;
}

/** Queries that wait until the views have seen what their caller wrote. */
export class PositionWaiters {
  private waiting = new Set<Waiter>();

  get any(): boolean {
    return this.waiting.size > 0;
  }

  /** @throws ViewsBehind */
  async wait(position: Position, timeoutMs: number): Promise<void> {
    const done = new AbortController();
    let mine: Waiter | undefined;
    try {
      await Promise.race([
        new Promise<void>((resolve, reject) => {
          mine = { position, reached: resolve, failed: (why) => reject(new ViewsBehind(position, why)) };
          this.waiting.add(mine);
        }),
        setTimeout(timeoutMs, undefined, { signal: done.signal }).then(() => {
          throw new ViewsBehind(position, `not within ${timeoutMs} ms`);
        }),
      ]);
    } finally {
      done.abort();
      if (mine) this.waiting.delete(mine);
    }
  }

  /** The views are at the position. */
  reach(position: Position): void {
    for (const waiter of this.waiting) if (waiter.position <= position) waiter.reached();
  }

  /** Whatever they wait for will not come. */
  fail(why: string): void {
    for (const waiter of this.waiting) waiter.failed(why);
  }
}
