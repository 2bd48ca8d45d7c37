import { setTimeout } from 'node:timers/promises';
import type { EventStore, Slice, Subscription } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { KeyVault, SearchableValue } from '@ledger/vault';
import { ViewsBehind } from '@ledger/viewstore';
import { searchableValues } from './searchable-values';

/** At the end of the log what comes within this time is written together: each writing costs a sync. */
const GATHER_MS = 50;
/** Runs without a searchable value are noted now and then only; passing them again costs little. */
const UNTOLD_MAX = 5_000;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 30_000;

interface Waiting {
  readonly position: Position;
  resolve(): void;
  reject(error: unknown): void;
}

/** 盲索引登记: follows the log and makes its sealed values findable in the vault, from where the vault was told last. */
export class BlindIndexer {
  private subscription: Subscription | undefined;
  private reached: Position = -1;
  private told: Position = -1;
  private waiting: Waiting[] = [];
  /** Why it follows no more. */
  private stopped: unknown;
  private readonly closing = new AbortController();

  constructor(
    private readonly log: Pick<EventStore, 'subscribe'>,
    private readonly vault: Pick<KeyVault, 'index' | 'indexed'>,
    /** Tells the vault of every run, though nothing in it can be looked for: where others ask the vault how far it is. */
    private readonly tellsAll = false,
  ) {}

  async start(): Promise<void> {
    this.reached = this.told = await this.vault.indexed();
    if (this.closing.signal.aborted) return;
    this.subscription = this.log.subscribe(this.reached, (slice) => this.take(slice), { without: 'evidence' });
    this.subscription.ended.catch((error: unknown) => {
      this.stopped = error;
      for (const { reject } of this.waiting.splice(0)) reject(error);
    });
  }

  /**
   * Resolves when everything up to the position can be found; rejects when that will not be.
   * @throws ViewsBehind when it takes longer than that, as after the first start on an old log
   */
  async caughtUp(position: Position, patienceMs: number): Promise<void> {
    if (this.reached >= position) return;
    if (this.stopped !== undefined) throw this.stopped;
    const enough = new AbortController();
    const behind = setTimeout(patienceMs, undefined, { signal: enough.signal }).then(
      () => Promise.reject(new ViewsBehind(position, `the blind index is at ${this.reached}`)),
      () => undefined,
    );
    const there = new Promise<void>((resolve, reject) => this.waiting.push({ position, resolve, reject }));
    await Promise.race([there, behind]).finally(() => enough.abort());
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.subscription?.close();
  }

  private async take({ events, next, atEnd }: Slice): Promise<void> {
    const values = events.flatMap(searchableValues);
    if (values.length > 0 || this.tellsAll || next - this.told > UNTOLD_MAX) await this.untilTold(values, next);
    if (this.closing.signal.aborted) return;
    this.reached = next;
    for (const { position, resolve } of this.waiting) if (position <= next) resolve();
    this.waiting = this.waiting.filter(({ position }) => position > next);
    if (atEnd) await this.pause(GATHER_MS);
  }

  /** The vault may not take it for a while, as on a full disk: it is told again, never skipped. */
  private async untilTold(values: readonly SearchableValue[], upTo: Position): Promise<void> {
    for (let ms = FIRST_RETRY_MS; !this.closing.signal.aborted; ms = Math.min(ms * 2, LONGEST_RETRY_MS)) {
      try {
        await this.vault.index(values, upTo);
        this.told = upTo;
        return;
      } catch {
        await this.pause(ms);
      }
    }
  }

  private async pause(ms: number): Promise<void> {
    await setTimeout(ms, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }
}
