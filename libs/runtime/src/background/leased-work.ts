import { setTimeout } from 'node:timers/promises';
import type { Lease, Leases } from '@ledger/leases';

/** Held for so long without a renewal; a process that dies is replaced within this and one look. */
const LEASE_MS = 10_000;
const RENEW_EVERY_MS = 3_000;
const LOOK_EVERY_MS = 1_000;
/** Processes that start together must not all ask at once. */
const SPREAD_MS = 300;

/** Something that only one process may do at a time. */
export interface Work {
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * 租约: does a work while this process holds its lease. Who cannot renew it in time stops before another may begin, by its own
 * running clock; what it still has on its way is refused by the lease's epoch, where the store is asked to look at it.
 */
export class LeasedWork<W extends Work> {
  private readonly closing = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private current: W | undefined;
  private waiting: ((work: W) => void)[] = [];
  /** Why the lease or the work was lost last, if it was. */
  failing: string | undefined;

  constructor(
    private readonly leases: Leases,
    readonly name: string,
    private readonly owner: string,
    private readonly make: (lease: Lease) => Promise<W>,
    /** How long to stand back before asking for the lease, so that those with less to do come first. */
    private readonly standBackMs: () => number = () => 0,
  ) {}

  /** The work, while it is this process's. */
  get here(): W | undefined {
    return this.current;
  }

  start(): void {
    this.running = this.run();
  }

  /** Resolves with the work once it is here; undefined when it is not within that time. */
  async whenHere(patienceMs: number): Promise<W | undefined> {
    if (this.current) return this.current;
    const enough = new AbortController();
    const there = new Promise<W>((resolve) => this.waiting.push(resolve));
    const late = setTimeout(patienceMs, undefined, { signal: enough.signal }).catch(() => undefined);
    return Promise.race([there, late]).finally(() => enough.abort());
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await this.rest(Math.random() * SPREAD_MS);
        await this.rest(this.standBackMs());
        const before = performance.now();
        const lease = signal.aborted ? undefined : await this.leases.acquire(this.name, this.owner, LEASE_MS);
        if (lease) await this.holding(lease, before);
      } catch (error) {
        this.failing = error instanceof Error ? error.message : String(error);
      }
      await this.rest(LOOK_EVERY_MS);
    }
  }

  private async holding(lease: Lease, before: number): Promise<void> {
    const work = await this.make(lease);
    const ended = new AbortController();
    try {
      // A start may take long, as where views are made anew: the lease is renewed all the while.
      const lost = this.untilLost(lease, before, AbortSignal.any([ended.signal, this.closing.signal]));
      const started = work.start().then(() => {
        this.current = work;
        this.failing = undefined;
        for (const tell of this.waiting.splice(0)) tell(work);
        return lost;
      });
      await Promise.race([lost, started]);
    } finally {
      ended.abort();
      this.current = undefined;
      await work.close();
      // One that cannot be given back ends by itself.
      await Promise.resolve(this.leases.release(lease)).catch(() => undefined);
    }
  }

  /** Renews until the program ends, the lease is another's, or it was not renewed in time. */
  private async untilLost(lease: Lease, before: number, ended: AbortSignal): Promise<void> {
    let renewed = before;
    for (;;) {
      await rest(RENEW_EVERY_MS, ended);
      if (ended.aborted) return;
      const now = performance.now();
      if (now - renewed > LEASE_MS - RENEW_EVERY_MS) throw new Error(`the lease ${this.name} was not renewed in time`);
      try {
        if (!(await this.leases.renew(lease, LEASE_MS))) throw new LeaseLost(this.name);
        renewed = now;
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        this.failing = error instanceof Error ? error.message : String(error);
      }
    }
  }

  private rest(ms: number): Promise<void> {
    return rest(ms, this.closing.signal);
  }
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}

class LeaseLost extends Error {
  constructor(name: string) {
    super(`the lease ${name} is another's`);
    this.name = 'LeaseLost';
  }
}
