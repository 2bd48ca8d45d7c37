import { setImmediate, setTimeout } from 'node:timers/promises';
import { LogDamaged, type EventStore, type Slice, type Subscription } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import { MissingEvent } from './completeness';
import { Pace } from './pace';
import { PositionWaiters, ViewsBehind } from './position-waiters';
import type { Alarm, ProjectorStatus } from './projector-status';
import { rebuildBeside, type RebuildOptions, type RebuiltViews } from './rebuild';
import type { Progress } from './rebuild/progress';
import { fingerprintOf } from './table-schemas';
import type { ParkedEvent, Projection, ViewStore } from './view-store.port';
import { ViewWriter, type RetryOutcome } from './view-writer';

export interface ProjectorOptions {
  readonly log: Pick<EventStore, 'dense' | 'head' | 'readAll' | 'readStream' | 'subscribe'>;
  readonly store: ViewStore;
  readonly projections: readonly Projection[];
  /** Worker threads for rebuilds; absent: in this thread. */
  readonly workers?: RebuildOptions['workers'];
  onProgress?(progress: Progress): void;
  /** Told once when the views stop. */
  onAlarm?(alarm: Alarm): void;
}

/** Views show what happened; why it was decided so is asked of the log. */
const LEAN = { without: 'evidence' } as const;

const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 5_000;
/** How long the views rest between two steps once they are up with the log. */
const GATHER_MS = 5;
/** An empty store catches up with a log no longer than this by itself, and needs no rebuild. */
const SHORT_LOG = 2_000;

/** Keeps the views up with the log: one subscription for all projections, one atomic step for each batch. */
export class Projector {
  private writer: ViewWriter | undefined;
  private subscription: Subscription | undefined;
  /** The last of the works that must not run side by side: batches, retries, the switch after a rebuild. */
  private turn: Promise<unknown> = Promise.resolve();
  /** Every live projection has seen all events up to here, durably. */
  private checkpoint: Position = 0;
  /** Projections whose stored view is of this code's version. */
  private live: readonly Projection[] = [];
  private alarm: Alarm | undefined;
  private failing: string | undefined;
  private progress: Progress | undefined;
  private rebuilding: Promise<Position> | undefined;
  private readonly waiters = new PositionWaiters();
  private readonly closing = new AbortController();
  private readonly pace = new Pace();
  private goOn: (() => void) | undefined;

  constructor(private readonly options: ProjectorOptions) {}

  /** Goes on from the stored checkpoints and resolves when every view is of this code's version; stale ones are rebuilt first. */
  async start(): Promise<void> {
    const { log, projections } = this.options;
    const head = await log.head();
    const stale = await this.staleProjections(head);
    this.live = projections.filter((projection) => !stale.includes(projection));
    if (this.live.length > 0) {
      const checkpoint = (await this.openWriter()).position;
      if (checkpoint > head) {
        const message = `the log ends at position ${head}, but the views have seen ${checkpoint}`;
        this.stop({ kind: 'log-behind-views', message, head, checkpoint });
        return;
      }
      this.subscribe();
    }
    if (stale.length > 0) await this.rebuild();
  }

  /** Makes all views anew beside the live ones, which go on, and switches to them at a position no earlier than theirs. */
  async rebuild(): Promise<Position> {
    this.rebuilding ??= this.rebuildOnce().finally(() => {
      this.rebuilding = undefined;
      this.progress = undefined;
    });
    return this.rebuilding;
  }

  /**
   * Read your own writes: resolves when every view has seen the position, parked events aside.
   * @throws ViewsBehind when that takes longer than the time given, or the views have stopped
   */
  async waitFor(position: Position, timeoutMs: number): Promise<void> {
    if (this.position >= position) return;
    if (this.alarm) throw new ViewsBehind(position, this.alarm.message);
    this.goOn?.();
    await this.waiters.wait(position, timeoutMs);
  }

  /** Replays the parked event at the position, or every parked event, and those held behind it, in order, from the log. */
  async retry(which: Position | 'all'): Promise<RetryOutcome[]> {
    const position = which === 'all' ? undefined : which;
    const failed = await this.options.store.parked({ failed: true, position });
    const outcomes: RetryOutcome[] = [];
    for (const event of failed) if (this.isLive(event.projection)) outcomes.push(await this.retryStream(event));
    return outcomes;
  }

  async status(): Promise<ProjectorStatus> {
    const { log, store, projections } = this.options;
    const head = await log.head();
    const stored = new Map((await store.status()).map((status) => [status.projection, status]));
    const failed = await store.parked({ failed: true });
    return {
      head,
      projections: projections.map(({ name, version }) => {
        const known = stored.get(name);
        const checkpoint = this.isLive(name) ? (known?.checkpoint ?? 0) : undefined;
        const parked = failed.filter((event) => event.projection === name).length;
        const held = (known?.parked ?? 0) - parked;
        return { projection: name, version, checkpoint, lag: head - (checkpoint ?? 0), parked, held };
      }),
      eventsPerSecond: this.pace.eventsPerSecond,
      alarm: this.alarm,
      failing: this.failing,
      rebuilding: this.progress,
    };
  }

  /** Ends after the running batch, and after a running rebuild. */
  async close(): Promise<void> {
    this.closing.abort();
    this.goOn?.();
    this.waiters.fail('the program is closing');
    await this.subscription?.close();
    await this.rebuilding?.catch(() => undefined);
    await this.turn;
  }

  /** Every view has seen all events up to here; -1 while one has to be made anew. */
  get position(): Position {
    return this.live.length === this.options.projections.length ? this.checkpoint : -1;
  }

  private isLive(name: string): boolean {
    return this.live.some((projection) => projection.name === name);
  }

  private async staleProjections(head: Position): Promise<Projection[]> {
    const stored = new Map((await this.options.store.status()).map((status) => [status.projection, status]));
    if (stored.size === 0 && head <= SHORT_LOG) return [];
    return this.options.projections.filter((projection) => {
      const known = stored.get(projection.name);
      return known?.version !== projection.version || known.fingerprint !== fingerprintOf(projection);
    });
  }

  /** The writer, opened anew from the checkpoints after a step has failed: what it held in memory then says nothing. */
  private async openWriter(): Promise<ViewWriter> {
    const { log, store } = this.options;
    this.writer ??= await ViewWriter.open(store, this.live, log.dense === true);
    this.checkpoint = this.writer.position;
    return this.writer;
  }

  /** A subscription that ends by itself is made anew from the checkpoint, with pauses; one that the log's damage ended is not. */
  private subscribe(pauseMs = FIRST_RETRY_MS): void {
    const after = this.checkpoint;
    this.subscription = this.options.log.subscribe(after, (slice) => this.handle(slice), LEAN);
    this.subscription.ended.catch(async (error: unknown) => {
      if (this.hasStopped(error)) return;
      this.failing = textOf(error);
      await this.rest(pauseMs);
      const hasMoved = this.checkpoint > after;
      if (!this.closing.signal.aborted)
        this.subscribe(hasMoved ? FIRST_RETRY_MS : Math.min(pauseMs * 2, LAST_RETRY_MS));
    });
  }

  /** One run of the log, in batches that keep the event loop free. */
  private async handle(slice: Slice): Promise<void> {
    let first = 0;
    do {
      if (this.closing.signal.aborted || this.alarm) return;
      const events = slice.events.slice(first, first + this.pace.batch);
      first += events.length;
      const isLast = first >= slice.events.length;
      const next = isLast ? slice.next : (events.at(-1)?.position ?? slice.next);
      await this.inTurn(() => this.takeUntilDone({ events, next, atEnd: slice.atEnd && isLast }));
      await setImmediate();
    } while (first < slice.events.length);
    if (slice.atEnd) await this.gather();
  }

  /** What the log takes in meanwhile shares the next step, whose commit costs more than its events; who waits for a view ends the pause. */
  private async gather(): Promise<void> {
    if (this.waiters.any || this.closing.signal.aborted) return;
    const pause = new AbortController();
    this.goOn = () => pause.abort();
    await setTimeout(GATHER_MS, undefined, { signal: pause.signal }).catch(() => undefined);
    this.goOn = undefined;
  }

  /** A step that fails left the store unchanged: it is tried again from there, with pauses. A missing event stops the views. */
  private async takeUntilDone(slice: Slice): Promise<void> {
    for (let pauseMs = FIRST_RETRY_MS; !this.closing.signal.aborted; pauseMs = Math.min(pauseMs * 2, LAST_RETRY_MS)) {
      try {
        const startedAt = performance.now();
        const writer = await this.openWriter();
        await writer.take(slice);
        this.checkpoint = writer.position;
        this.pace.took(slice.events.length, performance.now() - startedAt);
        this.failing = undefined;
        this.waiters.reach(this.position);
        return;
      } catch (error) {
        this.writer = undefined;
        if (this.hasStopped(error)) return;
        this.failing = textOf(error);
        await this.rest(pauseMs);
      }
    }
  }

  private async retryStream({ projection, stream }: ParkedEvent): Promise<RetryOutcome> {
    let digested = 0;
    for (;;) {
      const step = await this.inTurn(async () => {
        try {
          const writer = await this.openWriter();
          return await writer.retry(this.options.log, projection, stream);
        } catch (error) {
          this.writer = undefined;
          this.hasStopped(error);
          throw error;
        }
      });
      digested += step.digested;
      if (step.done) return { projection, stream, digested, parked: step.parked };
      await setImmediate();
    }
  }

  private async rebuildOnce(): Promise<Position> {
    const { log, store, projections, workers } = this.options;
    const onProgress = (progress: Progress): void => {
      this.progress = progress;
      this.options.onProgress?.(progress);
    };
    const rebuilt = await rebuildBeside({ log, store, projections, workers, onProgress });
    try {
      await rebuilt.catchUp();
      return await this.inTurn(() => this.switchTo(rebuilt));
    } catch (error) {
      await rebuilt.abandon();
      throw error;
    }
  }

  /** With the live views at rest: a query that has waited for a position must not find itself before it. */
  private async switchTo(rebuilt: RebuiltViews): Promise<Position> {
    await rebuilt.catchUp();
    await rebuilt.switchTo();
    this.live = this.options.projections;
    this.writer = undefined;
    await this.openWriter();
    if (!this.subscription && !this.closing.signal.aborted) this.subscribe();
    this.waiters.reach(this.position);
    return this.position;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async rest(ms: number): Promise<void> {
    await setTimeout(ms, undefined, { signal: this.closing.signal }).catch(() => undefined);
  }

  /** Whether the error tells that the log is not whole; the views then stay where they are. */
  private hasStopped(error: unknown): boolean {
    if (error instanceof MissingEvent) this.stop({ kind: 'missing-event', message: error.message, where: error.where });
    else if (error instanceof LogDamaged)
      this.stop({ kind: 'log-damaged', message: error.message, where: error.where });
    else return false;
    return true;
  }

  private stop(alarm: Alarm): void {
    if (this.alarm) return;
    this.alarm = alarm;
    this.waiters.fail(alarm.message);
    this.options.onAlarm?.(alarm);
  }
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
