import type Database from 'better-sqlite3';
import { CheckpointThread, type WalState } from './checkpoint-thread';

type Connection = Database.Database;
type Statement = Database.Statement<unknown[], unknown>;

/** How far a WAL is let grow, in pages. */
const WAL_PAGES = 32_000;
/** A WAL that a long reader has let grow further is cut back to this when it starts anew; cutting more would be undone at once. */
export const WAL_KEPT_BYTES = WAL_PAGES * 4200;

/** In pages of the WAL. */
export interface CheckpointLimits {
  /** Left to do that is worth waking the thread for. */
  readonly worth: number;
  /** A WAL that grew beyond this starts anew as soon as little of it is left to do. */
  readonly restart: number;
  /** What the writing thread may do itself to let the WAL start anew: tens of milliseconds on a slow disk. */
  readonly little: number;
  /** Beyond this the writing thread does all that is left, at whatever price: it waits even for the thread that is at it. */
  readonly max: number;
}

/**
 * The thread is woken early, so that it never has much to catch up with. The WAL starts anew so rarely that fewer than one
 * batch of a hundred waits for it, even where each dirties two hundred pages.
 */
const LIMITS: CheckpointLimits = { worth: 1000, restart: 24_000, little: 500, max: WAL_PAGES };

/** A row dirties a page of each table and each index, rarely more. */
const PAGES_PER_ROW = 4;

/** A thread that takes longer has other troubles; the WAL then goes on growing. */
const THREAD_PATIENCE_MS = 5_000;

/**
 * Moves what the WAL holds into the database file, off the path of the answers. A thread does most of it while batches go
 * on being committed; but the WAL starts anew at its beginning only when a batch begins with nothing left to do, so the
 * last few pages are done here, between two batches.
 */
export class Checkpointer {
  private readonly look: Statement;
  private readonly checkpoint: Statement;
  private readonly thread: CheckpointThread;
  /** Upper estimate of the pages written since the last look. */
  private written = 0;
  /** Pages in the WAL at the last look. */
  private seen = 0;
  private stopped = false;

  constructor(
    private readonly db: Connection,
    private readonly limits = LIMITS,
  ) {
    this.look = db.prepare('PRAGMA wal_checkpoint(NOOP)').raw();
    this.checkpoint = db.prepare('PRAGMA wal_checkpoint(PASSIVE)').raw();
    this.thread = new CheckpointThread(db.name, () => this.afterThread());
  }

  /** Call when a batch of that many rows is durable. */
  afterCommit(rows: number): void {
    this.written += PAGES_PER_ROW * (rows + 1);
    const { worth, max } = this.limits;
    if (this.thread.busy) {
      if (this.seen + this.written >= max) this.holdAtMost();
      return;
    }
    if (this.written < worth) return;
    const { pages, left } = this.state();
    if (left >= worth || pages >= max) {
      this.written = 0;
      if (pages >= max || !this.thread.run()) setImmediate(() => this.runHere());
    } else {
      this.written = left;
    }
  }

  async close(): Promise<void> {
    this.stopped = true;
    await this.thread.close();
  }

  private afterThread(): void {
    if (this.stopped) return;
    const { pages, left } = this.state();
    const { restart, little, max } = this.limits;
    // A slow thread may have let the WAL grow to the most: then this is the first moment at which it can be stopped.
    if (pages >= max || (pages >= restart && left <= little)) this.runHere();
  }

  /** A slow thread does not let the WAL grow beyond the most: it is waited for, and the rest is done here. */
  private holdAtMost(): void {
    const { pages } = this.state();
    this.written = 0;
    if (pages < this.limits.max) return;
    setImmediate(() => {
      if (this.stopped || this.db.inTransaction || !this.thread.await(THREAD_PATIENCE_MS)) return;
      this.checkpointHere();
    });
  }

  private state(): { pages: number; left: number } {
    try {
      const [, pages, checkpointed] = this.look.get() as WalState;
      this.seen = pages;
      return { pages, left: pages - checkpointed };
    } catch {
      // As below: whoever waits for a commit must not hear of it here.
      return { pages: 0, left: 0 };
    }
  }

  private runHere(): void {
    if (this.stopped || this.db.inTransaction || this.thread.busy) return;
    this.checkpointHere();
  }

  private checkpointHere(): void {
    try {
      this.checkpoint.get();
    } catch {
      // The events are durable in the WAL all the same; a disk that cannot take them makes the next commit fall.
    }
  }
}
