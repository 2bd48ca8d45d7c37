import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Registry } from '@ledger/commanding';
import { scanLog } from '@ledger/eventlog';
import { allStreams } from '@ledger/streams';

/** What a replay came to: enough to see that every stream was folded. */
export interface Replayed {
  readonly events: number;
  readonly streams: number;
}

/** Folds every stream of the log, or one part of them, to its state. */
export function replay(folder: string, part?: { readonly of: number; readonly index: number }): Replayed {
  const registry = new Registry([], allStreams);
  const states = new Map<string, unknown>();
  let events = 0;
  scanLog(folder, { only: { part, without: 'evidence' } }, (chunk) => {
    for (const event of chunk) {
      if (event.stream.startsWith('command-')) continue;
      const type = registry.typeOf(event.stream);
      const state = states.get(event.stream);
      states.set(event.stream, type.evolve(state === undefined ? type.initial() : state, event));
    }
    events += chunk.length;
  });
  return { events, streams: states.size };
}

/** The same on two threads, split by stream. */
export async function replayOnTwo(folder: string): Promise<Replayed> {
  const parts = await Promise.all([0, 1].map((index) => inWorker(folder, index)));
  return parts.reduce((all, part) => ({ events: all.events + part.events, streams: all.streams + part.streams }));
}

function inWorker(folder: string, index: number): Promise<Replayed> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'replay.worker.js'), {
      workerData: { folder, part: { of: 2, index } },
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
    });
    worker.once('message', (answer: Replayed) => resolve(answer));
    worker.once('error', reject);
  });
}
