import type { EventStore, Slice } from '@ledger/eventlog';
import type { Position, RecordedEvent } from '@ledger/kernel';
import { byPositions, byVersions, MissingEvent, type Completeness } from './completeness';
import { Fold } from './fold';
import { RowCache } from './row-cache';
import { tablesOf } from './table-schemas';
import type { ParkedEvent, Projection, ViewStep, ViewStore } from './view-store.port';

/** Unchanged rows kept in memory per table between batches. */
const KEPT_ROWS = 4_000;

/** Parked events replayed in one atomic step. */
const REPLAYED_AT_ONCE = 500;

/** What came of replaying a stream's parked events in one projection. */
export interface RetryOutcome {
  readonly projection: string;
  readonly stream: string;
  readonly digested: number;
  /** The event that still cannot be digested, if any; those behind it are still held. */
  readonly parked?: ParkedEvent;
}

/** Folds runs of events into a store: each run's rows, checkpoints and parked events in one atomic step. */
export class ViewWriter {
  private constructor(
    private readonly store: ViewStore,
    private readonly projections: readonly Projection[],
    private readonly cache: RowCache,
    private readonly fold: Fold,
    private readonly completeness: Completeness,
  ) {}

  /** Goes on from the checkpoints in the store; projections without one begin at the start of the log. */
  static async open(store: ViewStore, projections: readonly Projection[], dense: boolean): Promise<ViewWriter> {
    const checkpoints = new Map((await store.status()).map((status) => [status.projection, status.checkpoint]));
    const cache = new RowCache(tablesOf(projections).values(), (table, key) => rowOf(store, table, key), KEPT_ROWS);
    const fold = new Fold(
      projections,
      cache,
      (projection) => checkpoints.get(projection.name) ?? 0,
      await store.parked(),
    );
    return new ViewWriter(store, projections, cache, fold, dense ? byPositions : byVersions(store));
  }

  /** Every projection has seen all events up to here. */
  get position(): Position {
    return this.fold.checkpoint;
  }

  /**
   * Takes in the run after {@link position}; events of an earlier one that are delivered again are ignored.
   * @throws MissingEvent, and whatever the store throws; the writer is then of no more use, the store is unchanged
   */
  async take(slice: Slice): Promise<void> {
    const after = this.position;
    if (slice.next <= after) return;
    const events = slice.events.filter((event) => event.position > after);
    await this.completeness.check(after, { ...slice, events });
    for (const event of events) {
      const waiting = this.fold.apply(event);
      if (waiting) await waiting;
    }
    this.fold.advance(slice.next);
    await this.commit((step) => {
      for (const event of this.fold.takeParked()) step.park(event);
      this.completeness.note(step);
      for (const projection of this.projections) step.checkpoint(projection, slice.next);
    });
  }

  /**
   * Replays some of a stream's parked events of one projection, in order, from the log. Call again while it answers
   * `undefined`: more are held, and other work may go between.
   */
  async retry(log: Pick<EventStore, 'readStream'>, projection: string, stream: string): Promise<RetryStep> {
    const chain = await this.store.parked({ projection, stream, limit: REPLAYED_AT_ONCE });
    const [first] = chain;
    const last = chain.at(-1);
    if (!first || !last) {
      this.fold.release(projection, stream);
      return { digested: 0, done: true };
    }
    const events = await log.readStream(stream, { from: first.version, to: last.version });
    const byVersion = new Map(events.map((event) => [event.version, event]));
    const digested: ParkedEvent[] = [];
    let parked: ParkedEvent | undefined;
    for (const waiting of chain) {
      const { error } = await this.fold.replay(projection, present(byVersion, waiting));
      if (error !== undefined) {
        parked = { ...waiting, error, attempts: waiting.attempts + 1, failed: true };
        break;
      }
      digested.push(waiting);
    }
    await this.commit((step) => {
      for (const { position } of digested) step.unpark(projection, position);
      if (parked) step.park(parked);
    });
    return { digested: digested.length, done: parked !== undefined, parked };
  }

  private async commit(more: (step: ViewStep) => void): Promise<void> {
    await this.store.transact((step) => {
      this.cache.forChanged((table, rows) => {
        for (const { key, row, before } of rows) {
          if (row === undefined) step.delete(table, key);
          else step.put(table, key, row, before);
        }
      });
      more(step);
    });
    this.cache.written();
  }
}

export interface RetryStep {
  readonly digested: number;
  /** False when more of the stream's events are waiting to be replayed. */
  readonly done: boolean;
  readonly parked?: ParkedEvent;
}

function rowOf(store: ViewStore, table: string, key: string) {
  const found = store.get(table, key);
  return found instanceof Promise ? found.then(withoutKey) : withoutKey(found);
}

function withoutKey(row: Awaited<ReturnType<ViewStore['get']>>) {
  if (row === undefined) return undefined;
  const { key: _, ...rest } = row;
  return rest;
}

function present(
  byVersion: ReadonlyMap<number, RecordedEvent>,
  { stream, version, position }: ParkedEvent,
): RecordedEvent {
  const event = byVersion.get(version);
  if (event) return event;
  throw new MissingEvent(`version ${version} of ${stream}, parked at position ${position}, is not in the log`, {
    after: position - 1,
    stream,
    version,
  });
}
