import type { Position } from '@ledger/kernel';
import type { MaybePromise, Slice, Subscription } from './event-store.port';
import { nextTurn } from './next-turn';

/** Events delivered in one call. */
const CHUNK = 250;

/** A catch-up subscription: delivers run after run, and gives the event loop a turn between them. */
export class LogSubscription implements Subscription {
  readonly ended: Promise<void>;
  private closed = false;
  private grown = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly readAll: (after: Position, limit: number) => MaybePromise<Slice>,
    private next: Position,
    private readonly handle: (slice: Slice) => MaybePromise<void>,
    onEnd: (subscription: LogSubscription) => void,
  ) {
    // Nobody but the subscriber waits for this promise: an error that it does not look at ends the process.
    this.ended = this.run().finally(() => onEnd(this));
  }

  /** There may be more to read than at the last look. */
  notify(): void {
    this.grown = true;
    this.wake();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.wake();
    // What ended it has been told through `ended`.
    await this.ended.catch(() => undefined);
  }

  private async run(): Promise<void> {
    await nextTurn();
    while (!this.closed) {
      this.grown = false;
      const slice = await this.readAll(this.next, CHUNK);
      if (slice.next > this.next) {
        await this.handle(slice);
        this.next = slice.next;
      } else if (!this.grown) {
        await new Promise<void>((resolve) => {
          this.wake = resolve;
        });
      }
      await nextTurn();
    }
  }
}
