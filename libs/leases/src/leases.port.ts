import type { MaybePromise } from '@ledger/eventlog';

/** 租约: one of several processes does the work of this name, until the lease ends or is given back. */
export interface Lease {
  readonly name: string;
  /** The process; no two have the same. */
  readonly owner: string;
  /** One higher at each change of owner: what is written under an older one must be refused. */
  readonly epoch: number;
  /** By the store's clock, ISO UTC. */
  readonly until: string;
}

export interface Leases {
  /** Takes the lease where nobody has it or it has ended; undefined while another owner has it. Whoever has it keeps the epoch. */
  acquire(name: string, owner: string, ttlMs: number): MaybePromise<Lease | undefined>;
  /** Undefined where it has been lost: the epoch is no longer the newest. */
  renew(lease: Lease, ttlMs: number): MaybePromise<Lease | undefined>;
  /** Gives it back, where it is still this one. */
  release(lease: Lease): MaybePromise<void>;
  close(): MaybePromise<void>;
}
