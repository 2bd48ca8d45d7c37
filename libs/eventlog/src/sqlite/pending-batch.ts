import type { LedgerEvent, Position } from '@ledger/kernel';
import type { EncodedEvent } from '../encode-event';
import type { EndedClaim } from '../event-store.port';
import type { ClaimChange, NewClaim } from './claim-table';

/** A row of `events` that is still to be inserted. */
export interface NewRow {
  readonly position: Position;
  readonly event: LedgerEvent;
  readonly encoded: EncodedEvent;
}

/** What becomes durable, or falls, together: everything appended since the last commit. */
export class PendingBatch {
  /** Not yet inserted. */
  rows: NewRow[] = [];
  /** Not yet inserted, by command id. */
  readonly claims = new Map<string, NewClaim>();
  /** To be made to claims that are in the table, by command id. */
  readonly changes = new Map<string, ClaimChange>();
  /** Ended claims in the table whose commands have had further events taken in. */
  retold: EndedClaim[] = [];
  /** Streams of rows that are not yet inserted. */
  readonly streams = new Set<string>();
  /** Of all its events, inserted or not. */
  readonly hashes: Buffer[] = [];
  readonly durable: Promise<void>;
  resolve!: () => void;
  reject!: (error: unknown) => void;

  constructor() {
    this.durable = new Promise<void>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever answers for an append awaits it; a fall that nobody awaits is still told to the listeners.
    this.durable.catch(() => undefined);
  }

  add(rows: readonly NewRow[]): void {
    for (const row of rows) {
      this.rows.push(row);
      this.hashes.push(row.encoded.hash);
      this.streams.add(row.event.stream);
    }
  }

  changeClaim(commandId: string, change: ClaimChange): void {
    const claim = this.claims.get(commandId);
    if (claim) Object.assign(claim, change);
    else this.changes.set(commandId, { ...this.changes.get(commandId), ...change });
  }
}
