import type { Position, RecordedEvent } from '@ledger/kernel';
import {
  LogUnavailable,
  type ClaimRecord,
  type EventStore,
  type MaybePromise,
  type Lean,
  type ReadFilter,
  type ReadOptions,
  type Slice,
  type Subscription,
} from '../event-store.port';
import { LogSubscription } from '../log-subscription';
import type { Upcasters } from '../upcasters/upcasters';
import { assertReached } from './check-log';
import { ClaimTable } from './claim-table';
import { EventReader } from './event-reader';
import type { Connection, Statement } from './log-connection';

/** The embedded log, opened to read beside the process that writes it; sees what is durable, nothing else. */
export class SqliteLogReader implements EventStore {
  readonly dense = true;
  private readonly reader: EventReader;
  private readonly claims: ClaimTable;
  private readonly dataVersion: Statement;
  private readonly subscriptions = new Set<LogSubscription>();
  private timer: NodeJS.Timeout | undefined;
  private seen: unknown;
  private closing: Promise<void> | undefined;

  /** @internal Use {@link openSqliteLogReader}. */
  constructor(
    private readonly db: Connection,
    upcasters: Upcasters,
    private readonly pollMs: number,
  ) {
    // Who asks must not be shown what somebody has changed; bulk readers go by readAll, and verify re-hashes everything.
    this.reader = new EventReader(db, upcasters, true);
    this.claims = new ClaimTable(db);
    this.dataVersion = db.prepare('PRAGMA data_version').pluck();
  }

  append(): never {
    throw readOnly();
  }

  reviseClaim(): never {
    throw readOnly();
  }

  conclude(): never {
    throw readOnly();
  }

  readStream(stream: string, options?: ReadOptions): RecordedEvent[] {
    return this.reader.readStream(stream, options);
  }

  streamVersion(stream: string): number {
    return this.reader.streamVersion(stream);
  }

  readAll(after: Position, limit: number, only?: ReadFilter): Slice {
    return this.reader.readAll(after, limit, this.head(), only);
  }

  head(): Position {
    return this.reader.lastPosition();
  }

  /** @throws LogDamaged when asked to go on from beyond the log's end */
  subscribe(after: Position, handle: (slice: Slice) => MaybePromise<void>, lean?: Lean): Subscription {
    assertReached(this.head(), [{ position: after, by: 'a subscriber' }]);
    const subscription = new LogSubscription(
      (from, limit) => this.readAll(from, limit, lean),
      after,
      handle,
      (ended) => this.forget(ended),
    );
    this.subscriptions.add(subscription);
    // Another process writes, so only asking tells; the question costs a look at shared memory.
    this.timer ??= setInterval(() => this.poll(), this.pollMs);
    return subscription;
  }

  findClaim(commandId: string): ClaimRecord | undefined {
    return this.claims.find(commandId);
  }

  openClaims(): ClaimRecord[] {
    return this.claims.open();
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  private async end(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    clearInterval(this.timer);
    this.db.close();
  }

  private poll(): void {
    const version = this.dataVersion.get();
    if (version === this.seen) return;
    this.seen = version;
    for (const subscription of this.subscriptions) subscription.notify();
  }

  private forget(subscription: LogSubscription): void {
    this.subscriptions.delete(subscription);
    if (this.subscriptions.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

const readOnly = (): LogUnavailable => new LogUnavailable('the log is open for reading only', '事件日志以只读方式打开');
