import type { Position, RecordedEvent } from '@ledger/kernel';
import { damaged } from '../damaged';
import { LogUnavailable, type MaybePromise, type Slice, type Subscription } from '../event-store.port';
import { nextTurn } from '../next-turn';
import type { Upcasters } from '../upcasters/upcasters';
import { Pauses, type Patience } from './patience';
import { ServerFault, type Following, type LogPoint, type Run, type ServerClient } from './server-client.port';
import { fromStored, pointAt } from './stored-event';
import { DOMAIN_ONLY } from './stream-names';

export interface SubscriptionParts {
  readonly client: ServerClient;
  readonly patience: Patience;
  readonly upcasters: Upcasters;
  /** @throws LogDamaged when the log ends before the position */
  headFrom(seen: Position): Promise<Position>;
  onEnd(subscription: EventStoreDbSubscription): void;
}

/**
 * A catch-up subscription to the ledger's events of `$all`. When the connection is lost it goes on from what was delivered
 * last, for as long as that takes, unless the server refuses for good; an event that comes twice is delivered once. While the handler works nothing is taken
 * from the client, whose small buffer then stops the server.
 */
export class EventStoreDbSubscription implements Subscription {
  readonly ended: Promise<void>;
  /** Where to go on from: the last event delivered, or the server's word that nothing lies before. */
  private resume: LogPoint | 'start';
  private following: Following | undefined;
  /** True from when it is called until it has done its work. */
  private inHandler = false;
  private readonly closing = new AbortController();

  constructor(
    private readonly parts: SubscriptionParts,
    private delivered: Position,
    private readonly handle: (slice: Slice) => MaybePromise<void>,
  ) {
    this.resume = delivered === 0 ? 'start' : pointAt(delivered);
    // Nobody but the subscriber waits for this promise: an error that it does not look at ends the process.
    this.ended = this.run().finally(() => parts.onEnd(this));
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.following?.close();
    // What ended it has been told through `ended`.
    await this.ended.catch(() => undefined);
  }

  private get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  private async run(): Promise<void> {
    await nextTurn();
    let pauses = new Pauses(this.parts.patience);
    let isChecked = this.delivered === 0;
    while (!this.isClosed) {
      try {
        // Beyond the log's end, events are lost that were seen before.
        if (!isChecked) await this.parts.headFrom(this.delivered);
        isChecked = true;
        this.following = this.parts.client.follow(this.resume, DOMAIN_ONLY);
        for (;;) {
          const run = await this.following.next();
          pauses = new Pauses(this.parts.patience);
          await this.take(run);
          if (this.isClosed) break;
        }
      } catch (error) {
        // What the handler throws may be of the log too, if it asked there.
        if (this.inHandler) throw error;
        const fault = error instanceof LogUnavailable ? error.cause : error;
        if (!(fault instanceof ServerFault)) throw error;
        if (this.isClosed) break;
        if (fault.kind === 'bad-position') throw this.lost(fault);
        if (fault.kind === 'refused') throw fault === error ? refused(fault) : error;
      } finally {
        this.following?.close();
      }
      if (!this.isClosed) await pauses.wait(this.closing.signal);
    }
  }

  private async take({ events: stored, checkpoint }: Run): Promise<void> {
    const events: RecordedEvent[] = [];
    for (const each of stored) {
      const event = fromStored(each);
      if (event.position <= (events.at(-1)?.position ?? this.delivered)) continue;
      events.push(event);
    }
    const last = events.at(-1);
    if (last) {
      this.parts.upcasters.upcastAll(events);
      this.inHandler = true;
      await this.handle({ events, next: last.position, atEnd: false });
      this.inHandler = false;
      this.delivered = last.position;
      this.resume = pointAt(last.position);
    }
    if (checkpoint) this.resume = checkpoint;
    await nextTurn();
  }

  private lost(cause: ServerFault): Error {
    return damaged(
      { position: this.delivered },
      'no event begins where a subscriber left off',
      '订阅者上次所到之处没有事件',
      cause,
    );
  }
}

const refused = (cause: ServerFault): LogUnavailable =>
  new LogUnavailable(
    `the server refused the subscription: ${cause.message}`,
    `事件库服务器拒绝订阅：${cause.message}`,
    {
      cause,
    },
  );
