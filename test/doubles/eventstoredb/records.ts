/** An event as a client proposes it. */
export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly isJson: boolean;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** A record of the log. `position` is both its commit and its prepare position; `end` where the next one begins. */
export interface LogRecord extends Proposed {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  readonly end: number;
  /** Milliseconds since 1970, by the server's clock. */
  readonly created: number;
}

/** A revision, or one of the server's words. */
export type Expected = number | 'no_stream' | 'any' | 'stream_exists';

export type Taken =
  | { readonly outcome: 'written' | 'idempotent'; readonly lastRevision: number; readonly position: number }
  | { readonly outcome: 'wrong-version'; readonly current: number };
