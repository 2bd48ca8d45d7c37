import type { LedgerEvent, Position, RecordedEvent } from '@ledger/kernel';

/** A value, or a promise of it: the embedded store answers at once, a networked one later. */
export type MaybePromise<T> = T | Promise<T>;

/** 命令占用: that a command id is taken. `sealed` (the command without clear values, with its plan) is kept only while it is open. */
export interface Claim {
  readonly commandId: string;
  readonly name: string;
  /** Keyed digest of the data, hex. */
  readonly digest: string;
  /** Name of the target stream. */
  readonly target: string;
  /** JSON; present when the command touches several streams, so that it can be run on after a crash. */
  readonly sealed?: string;
}

export interface ClaimRecord extends Claim {
  /** Of the append that took it: the command's events are there or later. */
  readonly position: Position;
  readonly status: 'open' | 'ended';
  /** Of a shared log: changes with everything that is written about the claim, for {@link EventStore.takeOver}. */
  readonly revision?: number;
  /** JSON of the first answer, once ended. */
  readonly answer?: string;
  /** When the claim was last written to, ISO 8601 UTC by the store's clock; only where several processes share the store. */
  readonly lastAppendAt?: string;
}

export interface AppendOptions {
  /** Taken in the same atomic step as the events, which are all of this command; throws {@link CommandIdTaken} when another has it. */
  readonly claim?: Claim;
  /** Ends the claim in the same atomic step. `answer` receives the positions of this append. */
  readonly conclude?: { readonly commandId: string; answer(positions: readonly Position[]): string };
}

/** The claim of a command whose events another log has recorded. `answer`: JSON. */
export interface EndedClaim extends Omit<Claim, 'sealed'> {
  readonly answer: string;
}

export interface Appended {
  /** Position of each event, in order. */
  readonly positions: readonly Position[];
  /** Resolves when the events, and all before them, are durable; rejects if they fell. No answer may leave before. */
  readonly durable: Promise<void>;
}

/** What a reader can do without of every event. A store may give it all the same. */
export interface Lean {
  readonly without?: 'evidence';
}

export interface ReadOptions extends Lean {
  /** First version, from 1 (or the last, when backwards). */
  readonly from?: number;
  /** Last version. */
  readonly to?: number;
  readonly backwards?: boolean;
  readonly limit?: number;
}

/** A run of the log in order of position. `next` is where to go on from. */
export interface Slice {
  readonly events: readonly RecordedEvent[];
  readonly next: Position;
  readonly atEnd: boolean;
  /** How many events were passed, those left out by a {@link ReadFilter} included; absent when none was left out. */
  readonly passed?: number;
}

/** What a bulk reader can do without. A store may leave other events out unread, or ignore the filter. */
export interface ReadFilter extends Lean {
  readonly types?: readonly string[];
  /** One of `of` parts of the log, by {@link partOf} of the stream. */
  readonly part?: { readonly index: number; readonly of: number };
  /** Types that are wanted from every part. */
  readonly fromEveryPart?: readonly string[];
}

/** Which part a stream belongs to: by its name's last character, so that SQL can say it too: `unicode(substr(stream, -1)) % of`. */
export function partOf(stream: string, of: number): number {
  const last = stream.charCodeAt(stream.length - 1);
  const isLowSurrogate = last >= 0xdc00 && last <= 0xdfff;
  return ((isLowSurrogate ? stream.codePointAt(stream.length - 2) : last) ?? 0) % of;
}

/** A live view of the log: called with each run of new durable events, in order, without gap or repeat, one call at a time. */
export interface Subscription {
  /** Resolves once closed; rejects with what the handler threw or with LogDamaged, after which nothing more is delivered. */
  readonly ended: Promise<void>;
  /** Ends it; resolves when the running call has ended. */
  close(): Promise<void>;
}

/**
 * 事件库: the log. Events of one append are atomic; a stream's versions run 1, 2, 3 … without gap; positions increase.
 * The expected version is required: there is no "any".
 */
export interface EventStore {
  /** True when positions run 1, 2, 3 … without gap, so that a reader can tell from them alone that no event is missing. */
  readonly dense?: boolean;
  /** True where other processes append too: what was read may be out of date at any moment, and an open claim may be another's. */
  readonly shared?: boolean;
  /**
   * How many batches have fallen since the log was opened. A decision that stands on what was read before a fall must not
   * be appended after it, even where the versions agree again.
   */
  readonly falls?: number;
  /**
   * Appends events that carry versions expectedVersion + 1 ….
   * @throws WrongExpectedVersion, nothing written
   * @throws CommandIdTaken, nothing written
   */
  append(
    stream: string,
    expectedVersion: number,
    events: readonly LedgerEvent[],
    options?: AppendOptions,
  ): MaybePromise<Appended>;

  /** The stream's events, written ones included that are not durable yet (see `settled`). Empty for a stream that does not exist. */
  readStream(stream: string, options?: ReadOptions): MaybePromise<RecordedEvent[]>;
  /** The stream's last version, 0 when it does not exist. */
  streamVersion(stream: string): MaybePromise<number>;
  /** Up to `limit` durable events after the position (0: from the start), those left out by the filter counted. */
  readAll(after: Position, limit: number, only?: ReadFilter): MaybePromise<Slice>;
  /** Position of the last durable event, 0 for an empty log. */
  head(): MaybePromise<Position>;
  /** Catch-up subscription to durable events after the position. */
  subscribe(after: Position, handle: (slice: Slice) => MaybePromise<void>, lean?: Lean): Subscription;

  findClaim(commandId: string): MaybePromise<ClaimRecord | undefined>;
  /** Claims that have not ended, oldest first. */
  openClaims(): MaybePromise<ClaimRecord[]>;
  /**
   * Replaces what is kept with an open claim, when its plan changed. Durable like an append.
   * @throws CommandIdTaken on a shared log, when another process has taken it over
   */
  reviseClaim(commandId: string, sealed: string): MaybePromise<Appended>;
  /** Ends a claim whose events are all written. Durable like an append. */
  conclude(commandId: string, answer: string): MaybePromise<Appended>;
  /**
   * On a shared log: takes over an open claim as it was seen, so that its command can be run on. False when anything was
   * written about it since. Whoever held it finds out when revising it: CommandIdTaken.
   */
  takeOver?(claim: ClaimRecord): MaybePromise<boolean>;
  /**
   * 接收: takes events that another log has recorded, of several streams, in its order and as they stand there. An event that
   * is here already is passed over, so a move that was cut off can be repeated. `claimsOf` gets the position of each event and
   * gives the ended claims of their commands; one that is here already gets the new target and answer. Absent where a log is
   * only read.
   * @throws OtherEventThere when another event stands in an event's place
   * @throws WrongExpectedVersion when a stream lacks the event before
   */
  takeIn?(
    events: readonly LedgerEvent[],
    claimsOf: (positions: readonly Position[]) => readonly EndedClaim[],
  ): MaybePromise<Appended>;
  /** Resolves when everything written so far is durable; rejects if it fell. */
  settled(): Promise<void>;
  /** A hint from a caller that knows of no other: make what is written durable now instead of at the turn's end. */
  settleNow?(): void;

  close(): Promise<void>;
}

/** Another append came first; nothing was written. */
export class WrongExpectedVersion extends Error {
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`stream ${stream} is at version ${actual}, not ${expected}`);
    this.name = 'WrongExpectedVersion';
  }
}

/** The command id has been claimed before; nothing was written. */
export class CommandIdTaken extends Error {
  constructor(readonly commandId: string) {
    super(`command id ${commandId} is taken`);
    this.name = 'CommandIdTaken';
  }
}

/** In the place of an event that was to be taken in stands another; nothing was written. */
export class OtherEventThere extends Error {
  readonly zh: string;

  constructor(
    readonly stream: string,
    readonly version: number,
  ) {
    super(`${stream} holds another event at version ${version}`);
    this.name = 'OtherEventThere';
    this.zh = `${stream} 第 ${version} 版已是另一事件`;
  }
}

/** What was written could not be made durable and has fallen, with all that was decided on it. */
export class AppendFell extends Error {
  constructor(cause: unknown) {
    super('the batch could not be made durable; nothing of it was kept', { cause });
    this.name = 'AppendFell';
  }
}

/** The log is damaged or behind what was acknowledged. */
export class LogDamaged extends Error {
  constructor(
    message: string,
    readonly where: { readonly stream?: string; readonly version?: number; readonly position?: Position },
    /** The same for the operator, in Chinese. */
    readonly zh: string = message,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LogDamaged';
  }
}

/** Another process writes this folder. */
export class LedgerInUse extends Error {
  constructor(
    message: string,
    readonly zh: string = message,
  ) {
    super(message);
    this.name = 'LedgerInUse';
  }
}

/** The folder was written by a newer version of this program. */
export class NewerSchema extends Error {
  constructor(
    message: string,
    readonly zh: string = message,
  ) {
    super(message);
    this.name = 'NewerSchema';
  }
}

/** The log cannot take or give anything now: it is closed, open for reading only, not there, or its disk has failed. */
export class LogUnavailable extends Error {
  constructor(
    message: string,
    readonly zh: string = message,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LogUnavailable';
  }
}
