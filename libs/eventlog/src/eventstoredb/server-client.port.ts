/** A place in `$all`, as the server names it (its transaction file). */
export interface LogPoint {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event as it is handed to the server: `data` and `metadata` become JSON. */
export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** An event as the server gives it back. `created` is the server's clock, ISO 8601 UTC. */
export interface ServerEvent {
  readonly stream: string;
  /** From 0. */
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  readonly created: string;
  /** Absent on stream reads from a server before 22.6. */
  readonly point: LogPoint | undefined;
}

/** Streams whose names match; one of the two. */
export type StreamFilter = { readonly prefixes: readonly string[] } | { readonly regex: string };

/** What has come since the last look. */
export interface Run {
  readonly events: readonly ServerEvent[];
  /** All matching events up to here have been given, by this run or an earlier one. */
  readonly checkpoint?: LogPoint;
  /** Nothing that was there when asked is outstanding. */
  readonly caughtUp: boolean;
}

/** A catch-up subscription to `$all`, pulled: what is not taken is not sent for long (gRPC's flow control). */
export interface Following {
  /** Waits for something; rejects with a {@link ServerFault}, and with `not-answered` once closed. */
  next(): Promise<Run>;
  close(): void;
}

/**
 * The few calls that the adapter needs of a client of EventStoreDB or KurrentDB. Every call asks for the leader and has a
 * deadline of its own; all reject with {@link ServerFault} or {@link RevisionMismatch}. Nothing is retried here.
 */
export interface ServerClient {
  /** @returns the position of the last event, where the answer says it */
  append(
    stream: string,
    expected: bigint | 'no_stream',
    events: readonly ProposedEvent[],
  ): Promise<LogPoint | undefined>;
  /** Undefined for a stream that does not exist. */
  readStream(
    stream: string,
    from: bigint | 'start' | 'end',
    count: number,
    backwards?: boolean,
  ): Promise<ServerEvent[] | undefined>;
  /** Inclusive forwards, exclusive backwards. */
  readAll(from: LogPoint | 'start' | 'end', count: number, backwards?: boolean): Promise<ServerEvent[]>;
  /** Exclusive. */
  follow(after: LogPoint | 'start', filter: StreamFilter): Following;
  /** Keeps the last events of a stream only. */
  keepLast(stream: string, count: number): Promise<void>;
  close(): Promise<void>;
}

/** The stream is elsewhere: `actual` is its last revision, −1 when it does not exist. */
export class RevisionMismatch extends Error {
  constructor(readonly actual: number) {
    super(`the stream is at revision ${actual}`);
    this.name = 'RevisionMismatch';
  }
}

/**
 * - `not-answered`: an append may have been taken or not; asking again may help;
 * - `not-taken`: the server said that it did not take it now (not the leader); asking again may help;
 * - `refused`: it did not take it and never will (rights, size, a deleted stream);
 * - `bad-position`: no event of `$all` begins there.
 */
export type FaultKind = 'not-answered' | 'not-taken' | 'refused' | 'bad-position';

export class ServerFault extends Error {
  constructor(
    readonly kind: FaultKind,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ServerFault';
  }
}
