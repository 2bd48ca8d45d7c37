import * as path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Json } from '@ledger/kernel';
import type { Load } from './load-here';
import { ProgressMeter } from './progress';
import type { PartJob, PartNews, PartOrder } from './rebuild.worker';

/**
 * What a worker thread loads, since functions cannot be posted: a module (its path as compiled) that exports
 * `loadProjections(): readonly Projection[]` and `openLog(data): LogReader`, which opens the log for reading.
 */
export interface RebuildWorkers {
  readonly module: string;
  /** Posted to `openLog`. */
  readonly log: Json;
  readonly count: number;
}

/** Most of what a fold makes dies young; a large nursery lets it die there. The rest stays under a gigabyte for two threads. */
const MEMORY = { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 384 };

/** Loads a shadow store with one worker thread for each part; this thread only listens. */
export async function loadInWorkers(load: Load, workers: RebuildWorkers): Promise<void> {
  const { parts, upTo, maxChangedRows } = load;
  const meter = new ProgressMeter(parts.length, upTo, load.onProgress);
  const threads: Worker[] = [];
  let writing = parts.length;
  try {
    await new Promise<void>((resolve, reject) => {
      parts.forEach((_, index) => {
        const job: PartJob = { module: workers.module, log: workers.log, parts, index, maxChangedRows, upTo };
        const thread = new Worker(path.join(__dirname, 'rebuild.worker.js'), {
          workerData: job,
          resourceLimits: MEMORY,
        });
        threads.push(thread);
        thread.on('error', reject);
        thread.on('exit', (code) => code !== 0 && reject(new Error(`rebuild worker ${index} ended with code ${code}`)));
        thread.on('message', (news: PartNews) => {
          if ('moved' in news) meter.moved(index, news.moved);
          else if ('completed' in news) resolve();
          else {
            writing -= 1;
            if (writing > 0) return;
            meter.indexing();
            threads[0]?.postMessage('complete' satisfies PartOrder);
          }
        });
      });
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}
