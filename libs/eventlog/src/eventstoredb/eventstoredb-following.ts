import type { AllStreamResolvedEvent, AllStreamSubscription } from '@eventstore/db-client';
import { toFault } from './client-errors';
import { ServerFault, type Following, type LogPoint, type Run, type ServerEvent } from './server-client.port';
import { toServerEvent } from './server-event';

/** Events given in one run. The client buffers 16 and then stops reading from the wire. */
const MAX_RUN = 250;

type OnCheckpoint = (subscription: unknown, point: LogPoint) => Promise<void>;

/** The client's subscription, which pushes, as one that is pulled. */
export class EventStoreDbFollowing implements Following {
  private readonly subscription: AllStreamSubscription;
  private readonly confirming: NodeJS.Timeout;
  private fault: unknown;
  private checkpoint: LogPoint | undefined;
  private caughtUp = false;
  private live = false;
  private gathered: ServerEvent[] = [];
  private wake: () => void = () => undefined;

  /** `deadlineMs`: until the server confirms; after that its silence means that nothing happens. */
  constructor(subscribe: (onCheckpoint: OnCheckpoint) => AllStreamSubscription, deadlineMs: number) {
    const late = new ServerFault('not-answered', `no subscription within ${deadlineMs} ms`);
    this.confirming = setTimeout(() => this.end(late), deadlineMs);
    this.subscription = subscribe(async (_, point) => {
      this.checkpoint = point;
      this.wake();
    });
    this.subscription.on('confirmation', () => clearTimeout(this.confirming));
    this.subscription.on('caughtUp', () => {
      this.caughtUp = true;
      this.wake();
    });
    this.subscription.on('readable', () => this.wake());
    this.subscription.on('error', (error) => this.end(error));
    this.subscription.on('end', () => this.end(new ServerFault('not-answered', 'the server ended the subscription')));
  }

  /** While it catches up, runs are gathered up to their full size; then each event is given when it comes. */
  async next(): Promise<Run> {
    for (;;) {
      this.gather();
      const { checkpoint, caughtUp } = this;
      const told = checkpoint !== undefined || caughtUp;
      const enough = this.gathered.length >= (this.live ? 1 : MAX_RUN);
      // A full run may leave events in the buffer; what was said holds only when all before it was given.
      if (this.gathered.length >= MAX_RUN) return { events: this.given(), caughtUp: false };
      if (enough || told || (this.fault !== undefined && this.gathered.length > 0)) {
        this.checkpoint = undefined;
        this.caughtUp = false;
        this.live ||= caughtUp;
        return { events: this.given(), caughtUp, ...(checkpoint ? { checkpoint } : {}) };
      }
      if (this.fault !== undefined) throw toFault(this.fault);
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  close(): void {
    this.end(new ServerFault('not-answered', 'the subscription is closed'));
    // It may never have been connected.
    void this.subscription.unsubscribe().catch(() => undefined);
  }

  private gather(): void {
    while (this.gathered.length < MAX_RUN) {
      const resolved = this.subscription.read() as AllStreamResolvedEvent | null;
      if (resolved === null) return;
      const event = toServerEvent(resolved);
      if (event) this.gathered.push(event);
    }
  }

  private given(): ServerEvent[] {
    const events = this.gathered;
    this.gathered = [];
    return events;
  }

  private end(why: unknown): void {
    clearTimeout(this.confirming);
    this.fault ??= why;
    this.wake();
  }
}
