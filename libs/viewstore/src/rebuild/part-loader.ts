import { partOf, type ReadFilter } from '@ledger/eventlog';
import type { Position } from '@ledger/kernel';
import { byPositions, checkVersion } from '../completeness';
import { Fold } from '../fold';
import type { LogReader } from './log-reader';
import { RowCache } from '../row-cache';
import { tablesOf } from '../table-schemas';
import type { ParkedEvent, Projection, ShadowPart } from '../view-store.port';

/** Positions passed between two looks at the memory, the progress and the event loop. */
const CHUNK = 250;
/** JSON bytes of changed rows, all parts together, beyond which they are written early. As objects they take some four times that. */
const MAX_CHANGED_BYTES = 80_000_000;
/** And their number, since each has a price of its own. */
export const MAX_CHANGED_ROWS = 400_000;
/** Keys kept in memory after an early write, since the next event of their stream is often near. */
const KEPT_KEYS = 20_000;

/** Which part of the work a loader does. */
export interface Share {
  readonly index: number;
  readonly of: number;
  /** Of all parts together. */
  readonly maxChangedRows: number;
}

/** Views show what happened; why it was decided so is asked of the log. */
const LEAN = { without: 'evidence' } as const;

/** To look at each event's type costs a third of parsing it, so it pays when a third and more are left out. */
const WORTH_FILTERING = 0.7;
/** Places in the log that are looked at to find out. */
const SAMPLES = 4;
const SAMPLE = 100;

/** Some projections, folded over one cache. */
interface Folding {
  readonly fold: Fold;
  readonly cache: RowCache;
}

/**
 * Loads one part of a shadow store: the projections that go by stream take this part's streams, and the others, whose rows
 * are shared between streams, are dealt out whole, each to one part that then reads their types from every stream.
 */
export class PartLoader {
  private readonly byStream: Folding;
  private readonly whole: Folding;
  private readonly parked: ParkedEvent[] = [];
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly log: LogReader,
    private readonly part: ShadowPart,
    projections: readonly Projection[],
    private readonly share: Share,
  ) {
    const { index, of } = share;
    const shared = projections.filter((projection) => projection.partition !== 'stream');
    const byStream = of === 1 ? [] : projections.filter((projection) => projection.partition === 'stream');
    this.byStream = this.folding(byStream);
    this.whole = this.folding(of === 1 ? projections : shared.filter((_, place) => place % of === index));
  }

  /** Folds the log up to the position and writes every row. `pause` is awaited between chunks. */
  async load(upTo: Position, moved: (position: Position) => void, pause?: () => Promise<void>): Promise<void> {
    const { index, of } = this.share;
    const filter = await this.filter(upTo);
    let position = 0;
    while (position < upTo) {
      const slice = await this.log.readAll(position, Math.min(CHUNK, upTo - position), filter);
      if (this.log.dense) await byPositions.check(position, slice);
      let before = position;
      for (const event of slice.events) {
        if (event.position > upTo) break;
        if (!this.log.dense) checkVersion(before, this.versions, event);
        before = event.position;
        const own = of > 1 && partOf(event.stream, of) === index;
        const waiting = own ? this.byStream.fold.apply(event) : undefined;
        if (waiting) await waiting;
        const alsoWaiting = this.whole.fold.apply(event);
        if (alsoWaiting) await alsoWaiting;
      }
      position = slice.atEnd ? upTo : slice.next;
      if (this.isFull()) await this.flush();
      moved(position);
      if (pause) await pause();
    }
    await this.flush();
    await this.part.park(this.parked);
    // Every part has seen every stream's versions; one notes them.
    if (!this.log.dense && index === 0) await this.part.versions(this.versions);
  }

  /** What need not be read: evidence, the other parts' streams, and types that no view looks at, where these are many. */
  private async filter(upTo: Position): Promise<ReadFilter> {
    const { index, of } = this.share;
    // Without dense positions only the versions tell that nothing is missing, so every event must be looked at.
    if (!this.log.dense) return LEAN;
    const part = of > 1 ? { part: { index, of }, fromEveryPart: this.whole.fold.types } : {};
    const types = [...new Set([...this.byStream.fold.types, ...this.whole.fold.types])];
    const wanted = await wantedShare(this.log, new Set(types), upTo);
    return wanted < WORTH_FILTERING ? { ...LEAN, types, ...part } : { ...LEAN, ...part };
  }

  private folding(projections: readonly Projection[]): Folding {
    const cache = new RowCache(tablesOf(projections).values(), (table, key) => this.part.get(table, key), KEPT_KEYS);
    return { cache, fold: new Fold(projections, cache, () => 0) };
  }

  private isFull(): boolean {
    const caches = [this.byStream.cache, this.whole.cache];
    const bytes = caches.reduce((sum, cache) => sum + cache.changedBytes(), 0);
    const rows = caches.reduce((sum, cache) => sum + cache.changedRows, 0);
    return bytes > MAX_CHANGED_BYTES / this.share.of || rows > this.share.maxChangedRows / this.share.of;
  }

  private async flush(): Promise<void> {
    for (const { cache, fold } of [this.byStream, this.whole]) {
      const writes: Promise<void>[] = [];
      cache.forChanged((table, rows) => writes.push(Promise.resolve(this.part.write(table, rows))));
      await Promise.all(writes);
      cache.written();
      this.parked.push(...fold.takeParked());
    }
  }
}

async function wantedShare(log: LogReader, types: ReadonlySet<string>, upTo: Position): Promise<number> {
  let [seen, wanted] = [0, 0];
  for (let no = 0; no < SAMPLES; no += 1) {
    const { events } = await log.readAll(Math.floor((upTo * no) / SAMPLES), SAMPLE);
    seen += events.length;
    wanted += events.filter((event) => types.has(event.type)).length;
  }
  return seen === 0 ? 1 : wanted / seen;
}
