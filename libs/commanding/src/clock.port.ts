/** 时钟: the ledger's own clock. `now` is an ISO UTC instant with milliseconds. */
export interface Clock {
  readonly kind: 'real' | 'simulated';
  /** Business time for a command that carries none. */
  now(): string;
  /** The recording time of events caused by a command at this business time; never runs back. */
  record(at: string): string;
  /** Tells the clock what the log already holds. */
  advanceTo(recordedAt: string): void;
}
