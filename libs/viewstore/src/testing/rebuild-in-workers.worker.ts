import { rebuildViews } from '../rebuild';
import { openMongoViewStore } from '../mongodb/mongo-view-store';
import { openSqliteViewStore } from '../sqlite/sqlite-view-store';
import { openLog, type SampleLog } from './sample-rebuild.worker';
import { samples } from './sample-projections';
import type { ViewStore } from '../view-store.port';

/** What a spec asks for. */
export interface RebuildJob {
  /** Folder of the views, or the server that has them. */
  readonly views: string | { readonly url: string; readonly database: string };
  readonly log: SampleLog;
  /** Path of the module for the worker threads. */
  readonly module: string;
  readonly count: number;
  readonly maxChangedRows: number;
}

/** A program of its own for the specs, since worker threads run compiled files. Its one argument is a {@link RebuildJob}. */
async function main({ views, log, module, count, maxChangedRows }: RebuildJob): Promise<void> {
  const store: ViewStore =
    typeof views === 'string'
      ? openSqliteViewStore(views, { projections: samples })
      : await openMongoViewStore({ ...views, projections: samples });
  const phases = new Set<string>();
  const report = await rebuildViews({
    log: openLog(log),
    store,
    projections: samples,
    workers: { module, log, count },
    maxChangedRows,
    onProgress: ({ phase }) => phases.add(phase),
  });
  await store.close();
  process.stdout.write(JSON.stringify({ position: report.position, phases: [...phases] }));
}

// The spec made the argument.
main(JSON.parse(process.argv[2] ?? '') as RebuildJob).catch((error: unknown) => {
  process.stderr.write(String(error));
  process.exitCode = 1;
});
