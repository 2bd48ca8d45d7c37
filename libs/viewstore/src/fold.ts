import type { MaybePromise } from '@ledger/eventlog';
import type { Position, RecordedEvent } from '@ledger/kernel';
import type { RowCache } from './row-cache';
import { RowPending } from './row-cache';
import type { ParkedEvent, Projection, Row, Rows } from './view-store.port';

/** One projection as it is being folded. */
interface Folded {
  readonly projection: Projection;
  readonly rows: Rows;
  /** Streams with a parked event: later events of theirs are held. */
  readonly blocked: Set<string>;
  /** Events up to here have been seen; delivered again they are ignored. */
  checkpoint: Position;
}

export type Outcome = 'digested' | 'parked' | 'held';

const MAX_ERROR_LENGTH = 500;

/**
 * Applies events to projections over one row cache. An event that a projection throws at is undone for that projection and
 * parked; the later ones of its stream are held; the other streams and the other projections go on.
 */
export class Fold {
  private readonly folded: readonly Folded[];
  private readonly takers = new Map<string, Folded[]>();
  /** Parked and held since the last {@link takeParked}. */
  private newlyParked: ParkedEvent[] = [];

  constructor(
    projections: readonly Projection[],
    private readonly cache: RowCache,
    checkpointOf: (projection: Projection) => Position,
    parked: readonly ParkedEvent[] = [],
  ) {
    this.folded = projections.map((projection) => ({
      projection,
      rows: ownRows(projection, cache),
      blocked: new Set(parked.filter((event) => event.projection === projection.name).map((event) => event.stream)),
      checkpoint: checkpointOf(projection),
    }));
    for (const taker of this.folded) {
      for (const type of taker.projection.handles) {
        const takers = this.takers.get(type) ?? [];
        takers.push(taker);
        this.takers.set(type, takers);
      }
    }
  }

  /** Every event type that some projection looks at. */
  get types(): readonly string[] {
    return [...this.takers.keys()];
  }

  /** Lowest position up to which every projection has seen all events. */
  get checkpoint(): Position {
    return this.folded.reduce((lowest, { checkpoint }) => Math.min(lowest, checkpoint), Number.MAX_SAFE_INTEGER);
  }

  /** Brings the event to every projection that handles it and has not seen it. A promise only when rows must be fetched. */
  apply(event: RecordedEvent, from = 0): MaybePromise<void> {
    const takers = this.takers.get(event.type);
    if (!takers) return undefined;
    for (let index = from; index < takers.length; index += 1) {
      const taker = takers[index];
      if (!taker || event.position <= taker.checkpoint) continue;
      const outcome = this.offer(taker, event);
      if (outcome instanceof RowPending) return outcome.fetched.then(() => this.apply(event, index));
      taker.checkpoint = event.position;
    }
    return undefined;
  }

  /** All events up to the position have been applied. */
  advance(position: Position): void {
    for (const taker of this.folded) if (position > taker.checkpoint) taker.checkpoint = position;
  }

  /** Applies one parked or held event again, whatever is held; nothing is parked here. */
  replay(projection: string, event: RecordedEvent): MaybePromise<{ readonly error?: string }> {
    const taker = this.taker(projection);
    const failed = this.tryApply(taker, event);
    if (failed instanceof RowPending) return failed.fetched.then(() => this.replay(projection, event));
    return failed === undefined ? {} : { error: failed };
  }

  /** Nothing of the stream is parked any more. */
  release(projection: string, stream: string): void {
    this.taker(projection).blocked.delete(stream);
  }

  /** What was parked or held since the last call, in order. */
  takeParked(): readonly ParkedEvent[] {
    const taken = this.newlyParked;
    this.newlyParked = [];
    return taken;
  }

  private offer(taker: Folded, event: RecordedEvent): Outcome | RowPending {
    if (taker.blocked.size > 0 && taker.blocked.has(event.stream)) {
      this.park(taker, event, 0, 'held behind an earlier event of its stream');
      return 'held';
    }
    const failed = this.tryApply(taker, event);
    if (failed === undefined) return 'digested';
    if (failed instanceof RowPending) return failed;
    taker.blocked.add(event.stream);
    this.park(taker, event, 1, failed);
    return 'parked';
  }

  /** The error's text when the projection threw; its writes are then undone. */
  private tryApply(taker: Folded, event: RecordedEvent): string | RowPending | undefined {
    const { cache } = this;
    cache.begin();
    try {
      taker.projection.apply(event, taker.rows);
    } catch (error) {
      cache.undo();
      return cache.pending ?? errorText(error);
    }
    if (!cache.pending) return undefined;
    // The projection swallowed the signal: what it did rests on a row that was not there.
    cache.undo();
    return cache.pending;
  }

  private park(taker: Folded, event: RecordedEvent, attempts: number, error: string): void {
    const { position, stream, version } = event;
    const projection = taker.projection.name;
    this.newlyParked.push({ projection, position, stream, version, error, attempts, failed: attempts > 0 });
  }

  private taker(name: string): Folded {
    const taker = this.folded.find(({ projection }) => projection.name === name);
    if (!taker) throw new Error(`there is no projection ${name}`);
    return taker;
  }
}

/** A projection's own tables only: a view that wrote another's could not be rebuilt alone. */
function ownRows(projection: Projection, cache: RowCache): Rows {
  const own = new Set(projection.tables.map((table) => table.name));
  const check = (table: string): void => {
    if (!own.has(table)) throw new Error(`table ${table} is not one of ${projection.name}`);
  };
  return {
    get: <R extends Row>(table: string, key: string) => {
      check(table);
      // The table holds what this projection put there.
      return cache.get(table, key) as R | undefined;
    },
    put: (table, key, row) => {
      check(table);
      cache.put(table, key, row);
    },
    delete: (table, key) => {
      check(table);
      cache.delete(table, key);
    },
  };
}

function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.slice(0, MAX_ERROR_LENGTH);
}
