import type { EventStore } from '../event-store.port';
import type { Upcasters } from '../upcasters/upcasters';

/** One log, with the means to end and damage what an adapter opens over it. */
export interface LogUnderTest {
  /** Opens the log to write; again after `close` of the store or `crash`. */
  open(upcasters?: Upcasters): Promise<EventStore>;
  /** The same log as another process sees it. The test closes it. */
  openSecond(): Promise<EventStore>;
  /** Ends the opened store as the death of its process would. */
  crash(): Promise<void>;
  /** The next batch that the opened store makes durable falls. Only where {@link LogKind.canFall}. */
  failNextBatch?(): void;
  /** Closes what is open and removes the log. */
  dispose(): Promise<void>;
}

export interface LogKind {
  readonly name: string;
  make(): Promise<LogUnderTest>;
  /** True where an append can be written, decided upon, and fall before it is durable. */
  readonly canFall: boolean;
  /**
   * True where claims are written apart from the command's events, before and after them: then a claim's position lies
   * between what was there before and the command's first event, and it says when it was last written to.
   */
  readonly claimsApart?: boolean;
  /** True where the store takes in what another log has recorded. */
  readonly takesIn?: boolean;
}

/** The log of the running test, and a store opened on it. */
export interface Subject {
  readonly kind: LogKind;
  readonly log: LogUnderTest;
  store: EventStore;
}
