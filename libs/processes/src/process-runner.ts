import { setTimeout } from 'node:timers/promises';
import { partOf, type EventStore, type MaybePromise, type Slice, type Subscription } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import type { ProcessHands, ProcessManager } from './process-manager';

/** Where each process has got to. Losing it only repeats reactions. */
export interface Checkpoints {
  /** 0 for a process that never ran. */
  checkpoint(name: string): MaybePromise<Position>;
  /** By name, in one step. */
  keepCheckpoints(positions: ReadonlyMap<string, Position>): MaybePromise<void>;
}

/** One of `of` parts of the streams, see {@link partOf}: each part may be run by another process. */
export interface ProcessPart {
  readonly index: number;
  readonly of: number;
}

/** Under which a part's checkpoint is kept. */
export const checkpointName = ({ name }: ProcessManager, part?: ProcessPart): string =>
  part ? `${name}#${part.index + 1}/${part.of}` : name;

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
  /** What each process has reacted to, and what all of them have seen; -1 until it is known. */
  private readonly done = new Map<string, Position>();
  private reached: Position = -1;
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
    private readonly part?: ProcessPart,
  ) {}

  /** Event types that some process reacts to. */
  get handles(): ReadonlySet<string> {
    return new Set(this.processes.flatMap((process) => [...process.handles]));
  }

  /** The reaction that fails and is tried again, if any. */
  get failure(): ProcessFailure | undefined {
    return this.failing;
  }

  async start(): Promise<void> {
    for (const process of this.processes) {
      const name = this.nameOf(process);
      this.done.set(name, await this.checkpoints.checkpoint(name));
    }
    this.reached = this.processes.length === 0 ? 0 : Math.min(...this.done.values());
    this.tellWaiting();
    if (this.closing.signal.aborted) return;
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
      if (this.part && partOf(event.stream, this.part.of) !== this.part.index) continue;
      for (const process of this.processes) {
        const name = this.nameOf(process);
        if (!process.handles.has(event.type) || (this.done.get(name) ?? 0) >= event.position) continue;
        await this.untilDone(process.name, event.position, () => process.react(event, this.hands));
        if (this.closing.signal.aborted) return;
        await this.keep(new Map([[name, event.position]]));
      }
    }
    await this.keep(new Map(this.processes.map((process) => [this.nameOf(process), slice.next])));
    this.reached = slice.next;
    this.tellWaiting();
  }

  private nameOf(process: ProcessManager): string {
    return checkpointName(process, this.part);
  }

  private async keep(positions: ReadonlyMap<string, Position>): Promise<void> {
    for (const [name, position] of positions) this.done.set(name, position);
    const last = Math.max(...positions.values());
    await this.untilDone('checkpoints', last, async () => this.checkpoints.keepCheckpoints(positions));
  }

  private tellWaiting(): void {
    const due = this.waiting.filter(({ position }) => position <= this.reached);
    this.waiting = this.waiting.filter(({ position }) => position > this.reached);
    for (const { resolve } of due) resolve();
  }

  /** An outside act may fail for a while (a full disk, a missing folder): it is tried again, never skipped. */
  private async untilDone(process: string, position: Position, react: () => Promise<void>): Promise<void> {
    for (let pause = FIRST_RETRY_MS; !this.closing.signal.aborted; pause = Math.min(pause * 2, LONGEST_RETRY_MS)) {
      try {
        await react();
        this.failing = undefined;
        return;
      } catch (error) {
        this.failing = {
          process,
          position,
          error: error instanceof Error ? error.message : String(error),
        };
        await setTimeout(pause, undefined, { signal: this.closing.signal }).catch(() => undefined);
      }
    }
  }
}
