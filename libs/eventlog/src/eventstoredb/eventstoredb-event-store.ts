import type { LedgerEvent, Position, RecordedEvent } from '@ledger/kernel';
import { assertCommand, assertVersions } from '../check-append';
import {
  LogUnavailable,
  WrongExpectedVersion,
  type AppendOptions,
  type Appended,
  type ClaimRecord,
  type EndedClaim,
  type EventStore,
  type MaybePromise,
  type ReadFilter,
  type ReadOptions,
  type Slice,
  type Subscription,
} from '../event-store.port';
import { Upcasters } from '../upcasters/upcasters';
import { Appender } from './appender';
import { Claims } from './claims';
import { DomainReader } from './domain-reader';
import { EventStoreDbSubscription } from './eventstoredb-subscription';
import { KeyedQueue } from './keyed-queue';
import { OpenClaims } from './open-claims';
import { AppendRefused, persist, type Patience } from './patience';
import type { ServerClient } from './server-client.port';
import { toStored } from './stored-event';
import { assertDomainStream } from './stream-names';
import { TakingIn } from './taking-in';

/**
 * The log on EventStoreDB or KurrentDB, shared by any number of processes. What is appended is durable when the append is
 * answered. No transaction spans two streams: a claim is taken before the events and ended after them, see {@link Claims}.
 */
export class EventStoreDbEventStore implements EventStore {
  readonly shared = true;
  private readonly appender: Appender;
  private readonly reader: DomainReader;
  private readonly claims: Claims;
  private readonly allOpen: OpenClaims;
  private readonly takingIn: TakingIn;
  private readonly byCommand = new KeyedQueue();
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly subscriptions = new Set<EventStoreDbSubscription>();
  private closing: Promise<void> | undefined;

  /** @internal Use {@link openEventStoreDbEventStore}. */
  constructor(
    private readonly client: ServerClient,
    private readonly patience: Patience,
    private readonly upcasters: Upcasters,
  ) {
    this.appender = new Appender(client, patience);
    this.reader = new DomainReader(client, patience, upcasters);
    this.claims = new Claims(client, this.appender, patience);
    this.allOpen = new OpenClaims(client, this.appender, this.claims, patience);
    this.takingIn = new TakingIn(new DomainReader(client, patience, new Upcasters()), this.appender, this.claims);
  }

  append(
    stream: string,
    expectedVersion: number,
    events: readonly LedgerEvent[],
    options: AppendOptions = {},
  ): Promise<Appended> {
    return this.writing(async () => {
      assertDomainStream(stream);
      assertVersions(stream, expectedVersion, events);
      if (options.claim) assertCommand(options.claim.commandId, events);
      const stored = events.map(toStored);
      const write = (): Promise<Position[]> => this.appender.append(stream, expectedVersion, stored);
      const { claim, conclude } = options;
      const ids = [...new Set([claim?.commandId, conclude?.commandId])].filter((id) => id !== undefined).toSorted();
      return this.inTurn(ids, () => (ids.length === 0 ? write() : this.claimed(options, write)));
    });
  }

  takeIn(
    events: readonly LedgerEvent[],
    claimsOf: (positions: readonly Position[]) => readonly EndedClaim[],
  ): Promise<Appended> {
    return this.writing(() => this.takingIn.take(events, claimsOf));
  }

  readStream(stream: string, options?: ReadOptions): Promise<RecordedEvent[]> {
    return this.open(() => this.reader.readStream(stream, options));
  }

  streamVersion(stream: string): Promise<number> {
    return this.open(() => this.reader.streamVersion(stream));
  }

  readAll(after: Position, limit: number, only?: ReadFilter): Promise<Slice> {
    return this.open(() => this.reader.readAll(after, limit, only));
  }

  head(): Promise<Position> {
    return this.open(() => this.reader.head());
  }

  subscribe(after: Position, handle: (slice: Slice) => MaybePromise<void>): Subscription {
    if (this.closing) throw isClosed();
    const parts = {
      client: this.client,
      patience: this.patience,
      upcasters: this.upcasters,
      headFrom: (seen: Position) => this.reader.headFrom(seen),
      onEnd: (ended: EventStoreDbSubscription) => this.subscriptions.delete(ended),
    };
    const subscription = new EventStoreDbSubscription(parts, after, handle);
    this.subscriptions.add(subscription);
    return subscription;
  }

  findClaim(commandId: string): Promise<ClaimRecord | undefined> {
    return this.open(() => this.byCommand.run(commandId, () => this.claims.find(commandId)));
  }

  openClaims(): Promise<ClaimRecord[]> {
    return this.open(() => this.allOpen.list());
  }

  reviseClaim(commandId: string, sealed: string): Promise<Appended> {
    return this.changing(commandId, () => this.claims.revise(commandId, sealed));
  }

  takeOver(claim: ClaimRecord): Promise<boolean> {
    return this.open(() => this.byCommand.run(claim.commandId, () => this.claims.takeOver(claim)));
  }

  conclude(commandId: string, answer: string): Promise<Appended> {
    return this.changing(commandId, () => this.claims.conclude(commandId, answer));
  }

  async settled(): Promise<void> {
    await Promise.allSettled(this.underWay);
  }

  /** Resolves when the leader answers now. @throws LogUnavailable */
  async ready(): Promise<void> {
    const once = { ...this.patience, giveUpAfterMs: 0 };
    await this.open(() => persist(once, 'read', () => this.client.readAll('end', 1, true)));
  }

  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  /** Ends as a crash would: what is under way is not waited for. */
  async abandon(): Promise<void> {
    this.closing ??= Promise.resolve();
    for (const subscription of this.subscriptions) void subscription.close();
    await this.client.close();
  }

  private async end(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.close()));
    await this.settled();
    await this.client.close();
  }

  /** An append that takes a claim, or ends one, or both. */
  private async claimed({ claim, conclude }: AppendOptions, write: () => Promise<Position[]>): Promise<Position[]> {
    const ends = conclude?.commandId;
    if (ends !== undefined && ends !== claim?.commandId) await this.claims.assertOpen(ends);
    if (claim) await this.claims.take(claim);
    let positions: Position[];
    try {
      positions = await write();
    } catch (error) {
      // Of any other failure nobody knows what was written: the claim stays open, and repair runs the command on.
      const isUnwritten = error instanceof WrongExpectedVersion || error instanceof AppendRefused;
      if (claim && isUnwritten) await this.claims.release(claim.commandId);
      throw error;
    }
    if (conclude) await this.claims.conclude(conclude.commandId, conclude.answer(positions));
    return positions;
  }

  private changing(commandId: string, change: () => Promise<void>): Promise<Appended> {
    return this.writing(async () => {
      await this.byCommand.run(commandId, change);
      return [];
    });
  }

  private inTurn<T>(ids: readonly string[], task: () => Promise<T>): Promise<T> {
    const [first, ...rest] = ids;
    return first === undefined ? task() : this.byCommand.run(first, () => this.inTurn(rest, task));
  }

  private async writing(write: () => Promise<readonly Position[]>): Promise<Appended> {
    if (this.closing) throw isClosed();
    const writing = write();
    this.underWay.add(writing);
    try {
      return { positions: await writing, durable: Promise.resolve() };
    } finally {
      this.underWay.delete(writing);
    }
  }

  private async open<T>(read: () => Promise<T>): Promise<T> {
    if (this.closing) throw isClosed();
    return read();
  }
}

const isClosed = (): LogUnavailable => new LogUnavailable('the log is closed', '事件日志已关闭');
