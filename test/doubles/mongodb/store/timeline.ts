import type { OpenTransaction } from './stored-record';

/** The order of commits, and who may still read the past. */
export class Timeline {
  private commits = 0;
  private records = 0;
  private readonly reading = new Set<{ readonly snapshot: number }>();
  private readonly committed = new WeakMap<OpenTransaction, number>();

  get now(): number {
    return this.commits;
  }

  nextRecord(): number {
    this.records += 1;
    return this.records;
  }

  commit(): number {
    this.commits += 1;
    return this.commits;
  }

  /** Keeps everything that can be seen now until `release`. */
  hold(reader: { readonly snapshot: number }): void {
    this.reading.add(reader);
  }

  release(reader: { readonly snapshot: number }): void {
    this.reading.delete(reader);
  }

  oldestRead(): number {
    let oldest = Number.POSITIVE_INFINITY;
    for (const { snapshot } of this.reading) oldest = Math.min(oldest, snapshot);
    return oldest;
  }

  /** All that the transaction has written becomes visible at this one moment. */
  markCommitted(transaction: OpenTransaction): void {
    this.committed.set(transaction, this.commit());
  }

  commitOf(transaction: OpenTransaction): number | undefined {
    return this.committed.get(transaction);
  }
}
