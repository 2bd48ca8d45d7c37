import type { LedgerEvent, Position, RecordedEvent } from '@ledger/kernel';
import {
  LogUnavailable,
  type AppendFell,
  type AppendOptions,
  type Appended,
  type ClaimRecord,
  type EndedClaim,
  type EventStore,
  type Lean,
  type MaybePromise,
  type ReadFilter,
  type ReadOptions,
  type Slice,
  type Subscription,
} from '../event-store.port';
import { LogSubscription } from '../log-subscription';
import type { Upcasters } from '../upcasters/upcasters';
import { assertReached } from './check-log';
import { Checkpointer } from '@ledger/sqlite';
import { EventReader } from './event-reader';
import { HeadKeeper } from './head-keeper';
import type { Connection } from './log-connection';
import type { LogReport } from './log-report';
import { LogWriter } from './log-writer';
import type { RunningHash } from './running-hash';
import { verifyLog, type VerifyOptions } from './verify-log';
import type { WriterLock } from './writer-lock';

/** What an opened folder is made of. */
export interface OpenedLog {
  readonly folder: string;
  readonly db: Connection;
  readonly lock: WriterLock;
  readonly running: RunningHash;
  readonly upcasters: Upcasters;
  readonly beforeCommit: (() => void) | undefined;
}

/** The embedded log, opened to write: one SQLite file, group commit, one writing process. */
export class SqliteEventStore implements EventStore {
  readonly dense = true;
  private readonly reader: EventReader;
  private readonly writer: LogWriter;
  private readonly checkpointer: Checkpointer;
  private readonly headKeeper: HeadKeeper;
  private readonly subscriptions = new Set<LogSubscription>();
  private readonly fellListeners: ((error: AppendFell) => void)[] = [];
  private closing: Promise<void> | undefined;

  /** @internal Use {@link openSqliteEventStore}. */
  constructor(private readonly opened: OpenedLog) {
    const { db, folder, running, upcasters, beforeCommit } = opened;
    this.reader = new EventReader(db, upcasters);
    this.headKeeper = new HeadKeeper(folder, () => running.head());
    this.checkpointer = new Checkpointer(db);
    this.writer = new LogWriter(db, running.position, {
      beforeCommit,
      durable: (hashes) => this.becameDurable(hashes),
      fell: (error) => {
        for (const listener of this.fellListeners) listener(error);
      },
    });
  }

  get falls(): number {
    return this.writer.falls;
  }

  append(
    stream: string,
    expectedVersion: number,
    events: readonly LedgerEvent[],
    options: AppendOptions = {},
  ): Appended {
    return this.writer.append(stream, expectedVersion, events, options);
  }

  takeIn(
    events: readonly LedgerEvent[],
    claimsOf: (positions: readonly Position[]) => readonly EndedClaim[],
  ): Appended {
    return this.writer.takeIn(events, claimsOf);
  }

  readStream(stream: string, options?: ReadOptions): RecordedEvent[] {
    this.writer.show(stream);
    return this.reader.readStream(stream, options);
  }

  streamVersion(stream: string): number {
    return this.writer.streamVersion(stream);
  }

  readAll(after: Position, limit: number, only?: ReadFilter): Slice {
    return this.reader.readAll(after, limit, this.writer.durablePosition, only);
  }

  head(): Position {
    return this.writer.durablePosition;
  }

  /** @throws LogDamaged when asked to go on from beyond the log's end: then events are lost that were seen before. */
  subscribe(after: Position, handle: (slice: Slice) => MaybePromise<void>, lean?: Lean): Subscription {
    assertReached(this.head(), [{ position: after, by: 'a subscriber' }]);
    const subscription = new LogSubscription(
      (from, limit) => this.readAll(from, limit, lean),
      after,
      handle,
      (ended) => this.subscriptions.delete(ended),
    );
    this.subscriptions.add(subscription);
    return subscription;
  }

  findClaim(commandId: string): ClaimRecord | undefined {
    return this.writer.findClaim(commandId);
  }

  openClaims(): ClaimRecord[] {
    return this.writer.openClaims();
  }

  reviseClaim(commandId: string, sealed: string): Appended {
    return this.writer.changeClaim(commandId, { sealed });
  }

  conclude(commandId: string, answer: string): Appended {
    return this.writer.changeClaim(commandId, { answer });
  }

  settleNow(): void {
    this.writer.commitNow();
  }

  settled(): Promise<void> {
    return this.writer.settled();
  }

  /** Calls back, before anything else can happen, when a batch has fallen: states built on it must be dropped. */
  onFell(listener: (error: AppendFell) => void): void {
    this.fellListeners.push(listener);
  }

  /** Looks at every event of the folder; see {@link verifyLog}. */
  async verify(options?: VerifyOptions): Promise<LogReport> {
    await this.settled();
    return verifyLog(this.opened.folder, options);
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  /** Ends as a crash would: what is not durable falls, the head file stays as it is. */
  abandon(): void {
    if (this.closing) return;
    this.closing = Promise.resolve();
    for (const subscription of this.subscriptions) void subscription.close();
    this.headKeeper.stop();
    void this.checkpointer.close();
    this.writer.stop(isClosed());
    this.opened.db.close();
    this.opened.lock.release();
  }

  private async end(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    const settled = this.writer.settled();
    this.writer.commitNow();
    this.writer.stop(isClosed());
    await this.checkpointer.close();
    try {
      await this.headKeeper.close();
    } finally {
      this.opened.db.close();
      this.opened.lock.release();
    }
    await settled;
  }

  private becameDurable(hashes: readonly Buffer[]): void {
    for (const hash of hashes) this.opened.running.add(hash);
    for (const subscription of this.subscriptions) subscription.notify();
    this.headKeeper.grown();
    this.checkpointer.afterCommit(hashes.length);
  }
}

const isClosed = (): LogUnavailable => new LogUnavailable('the log is closed', '事件日志已关闭');
