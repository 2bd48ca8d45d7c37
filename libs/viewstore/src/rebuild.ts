import type { Position } from '@ledger/kernel';
import { loadHere } from './rebuild/load-here';
import { loadInWorkers, type RebuildWorkers } from './rebuild/load-in-workers';
import type { LogReader } from './rebuild/log-reader';
import { MAX_CHANGED_ROWS } from './rebuild/part-loader';
import type { Progress } from './rebuild/progress';
import { ViewWriter } from './view-writer';
import type { Projection, ViewStore } from './view-store.port';

export interface RebuildOptions {
  readonly log: LogReader;
  readonly store: ViewStore;
  readonly projections: readonly Projection[];
  /** Absent: in this thread, giving way to the event loop between chunks. */
  readonly workers?: RebuildWorkers;
  /** Changed rows that may wait in memory, all threads together; their bytes are bounded too. */
  readonly maxChangedRows?: number;
  onProgress?(progress: Progress): void;
}

/** The views made anew beside the live ones, whole and durable, not yet in use. */
export interface RebuiltViews {
  readonly store: ViewStore;
  readonly position: Position;
  readonly events: number;
  readonly seconds: number;
  /** Takes in what was appended meanwhile, up to the log's end. */
  catchUp(): Promise<Position>;
  /** Takes the place of the live views in one step. */
  switchTo(): Promise<void>;
  abandon(): Promise<void>;
}

/** Events read at once while catching up. */
const CATCH_UP = 500;

/**
 * Makes all views anew beside the live ones. The log is scanned once, folded in memory, and the rows written in bulk to a
 * shadow store. Memory stays bounded: when the changed rows reach a share of it they are written to the shadow early and
 * read from there again when an event touches them.
 */
export async function rebuildBeside(options: RebuildOptions): Promise<RebuiltViews> {
  const { log, store, projections, workers, maxChangedRows = MAX_CHANGED_ROWS } = options;
  const startedAt = performance.now();
  const upTo = await log.head();
  const shadow = await store.shadow(workers?.count ?? 1);
  try {
    const load = { log, projections, parts: shadow.parts, upTo, maxChangedRows, onProgress: options.onProgress };
    await (workers ? loadInWorkers(load, workers) : loadHere(load));
    const rebuilt = await shadow.open();
    const writer = await ViewWriter.open(rebuilt, projections, log.dense === true);
    return {
      store: rebuilt,
      events: upTo,
      seconds: (performance.now() - startedAt) / 1_000,
      get position() {
        return writer.position;
      },
      catchUp: () => catchUp(log, writer),
      switchTo: async () => shadow.switchTo(),
      abandon: async () => shadow.abandon(),
    };
  } catch (error) {
    await shadow.abandon();
    throw error;
  }
}

/** Rebuilds and switches; for a ledger whose projector does not run, else see `Projector.rebuild`. */
export async function rebuildViews(
  options: RebuildOptions,
): Promise<{ readonly position: Position; readonly seconds: number }> {
  const rebuilt = await rebuildBeside(options);
  try {
    await rebuilt.catchUp();
  } catch (error) {
    await rebuilt.abandon();
    throw error;
  }
  await rebuilt.switchTo();
  return { position: rebuilt.position, seconds: rebuilt.seconds };
}

async function catchUp(log: LogReader, writer: ViewWriter): Promise<Position> {
  for (;;) {
    const slice = await log.readAll(writer.position, CATCH_UP);
    await writer.take(slice);
    if (slice.atEnd) return writer.position;
  }
}
