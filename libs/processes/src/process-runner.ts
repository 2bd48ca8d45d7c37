import { setTimeout } from 'node:timers/promises';
import type { EventStore, Slice, Subscription } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { ProcessHands, ProcessManager } from './process-manager';

/** Where each process has got to. Losing it only repeats reactions. */
export interface Checkpoints {
  checkpoint(name: string): Position;
  keepCheckpoint(name: string, position: Position): void;
}

export interface ProcessFailure {
  readonly process: string;
  readonly position: Position;
  readonly error: string;
}

interface Waiting {
  readonly position: Position;
  resolve(): void;
  reject(error: Error): void;
}

const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 30_000;

/** Runs the processes over the log: one subscription, each event to each process that handles it, in order. */
export class ProcessRunner {
  private subscription: Subscription | undefined;
  private reached: Position;
  private readonly closing = new AbortController();
  private failing: ProcessFailure | undefined;
  /** Why no process reacts any more: the log could not be read on. */
  private stopped: Error | undefined;
  private waiting: Waiting[] = [];

  constructor(
    private readonly store: EventStore,
    private readonly processes: readonly ProcessManager[],
    private readonly hands: ProcessHands,
    private readonly checkpoints: Checkpoints,
  ) {
    this.reached = Math.min(
      ...processes.map((process) => checkpoints.checkpoint(process.name)),
      Number.MAX_SAFE_INTEGER,
    );
    if (processes.length === 0) this.reached = 0;
  }

  /** Event types that some process reacts to. */
  get handles(): ReadonlySet<string> {
    return new Set(this.processes.flatMap((process) => [...process.handles]));
  }

  /** The reaction that fails and is tried again, if any. */
  get failure(): ProcessFailure | undefined {
    return this.failing;
  }

  start(): void {
    this.subscription = this.store.subscribe(this.reached, (slice) => this.handle(slice), { without: 'evidence' });
    this.subscription.ended.catch((error: unknown) => this.stop(error));
  }

  /**
   * Resolves when every event up to the position has been reacted to; rejects when that will not be.
   * @throws LogDamaged
   */
  caughtUp(position: Position): Promise<void> {
    if (this.reached >= position) return Promise.resolve();
    if (this.stopped) return Promise.reject(this.stopped);
    return new Promise((resolve, reject) => this.waiting.push({ position, resolve, reject }));
  }

  private stop(error: unknown): void {
    this.stopped = error instanceof Error ? error : new Error(String(error));
    this.failing = { process: 'processes', position: this.reached, error: this.stopped.message };
    for (const { reject } of this.waiting.splice(0)) reject(this.stopped);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.subscription?.close();
  }

  private async handle(slice: Slice): Promise<void> {
    for (const event of slice.events) {
      for (const process of this.processes) {
        if (!process.handles.has(event.type) || this.checkpoints.checkpoint(process.name) >= event.position) continue;
        await this.untilDone(process, event.position, () => process.react(event, this.hands));
        if (this.closing.signal.aborted) return;
        this.checkpoints.keepCheckpoint(process.name, event.position);
      }
    }
    this.reached = slice.next;
    for (const process of this.processes) this.checkpoints.keepCheckpoint(process.name, slice.next);
    const due = this.waiting.filter(({ position }) => position <= this.reached);
    this.waiting = this.waiting.filter(({ position }) => position > this.reached);
    for (const { resolve } of due) resolve();
  }

  /** An outside act may fail for a while (a full disk, a missing folder): it is tried again, never skipped. */
  private async untilDone(process: ProcessManager, position: Position, react: () => Promise<void>): Promise<void> {
    for (let pause = FIRST_RETRY_MS; !this.closing.signal.aborted; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      try {
        await react();
        this.failing = undefined;
        return;
      } catch (error) {
        this.failing = {
          process: process.name,
          position,
          error: error instanceof Error ? error.message : String(error),
        };
        await setTimeout(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
      }
    }
  }
}
