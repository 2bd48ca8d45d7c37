import { parentPort, workerData } from 'node:worker_threads';
import type { Json, Position } from '@ledger/kernel';
import type { LogReader } from './log-reader';
import type { Projection, ShadowPartRef } from '../view-store.port';
import { openPart } from './load-here';
import { PartLoader } from './part-loader';

/** What the worker is started with. */
export interface PartJob {
  readonly module: string;
  readonly log: Json;
  readonly parts: readonly ShadowPartRef[];
  readonly index: number;
  readonly maxChangedRows: number;
  readonly upTo: Position;
}

/** What the worker says: how far it is, that its rows are written, that the whole is complete (the first part only). */
export type PartNews = { readonly moved: Position } | { readonly written: true } | { readonly completed: true };

/** What the first worker waits for when it has written: the others have finished theirs. */
export type PartOrder = 'complete';

/** The module that the host names: its projections and its log. */
interface RebuildModule {
  loadProjections(): readonly Projection[];
  openLog(data: Json): LogReader;
}

/** Positions between two messages. */
const TELL_EVERY = 20_000;

async function main(): Promise<void> {
  if (!parentPort) throw new Error('this file is the entry of a worker thread');
  const port = parentPort;
  const tell = (news: PartNews): void => port.postMessage(news);
  const { module, log: logData, parts, index, maxChangedRows, upTo } = workerData as PartJob;
  const host = require(module) as RebuildModule;
  const projections = host.loadProjections();
  const log = host.openLog(logData);
  const ref = parts[index];
  if (!ref) throw new Error(`there is no part ${index}`);
  const part = openPart(ref, projections);
  const loader = new PartLoader(log, part, projections, { index, of: parts.length, maxChangedRows });
  let told = 0;
  await loader.load(upTo, (position) => {
    if (position - told < TELL_EVERY && position < upTo) return;
    told = position;
    tell({ moved: position });
  });
  await log.close?.();
  if (index > 0) {
    await part.finish();
    tell({ written: true });
    return;
  }
  const ordered = new Promise<void>((resolve) => port.once('message', () => resolve()));
  tell({ written: true });
  await ordered;
  await part.complete(parts.slice(1), upTo);
  tell({ completed: true });
}

// A failure must reach the thread that started this one: it then ends the others and abandons the shadow. Errors of native
// modules cannot be posted, so their text goes, and what the ledger's own errors say beside it.
main().catch((error: unknown) => {
  if (!(error instanceof Error)) throw new Error(String(error));
  const { name, zh } = error as Error & { readonly zh?: string };
  throw Object.assign(new Error(error.message), { name, ...(zh === undefined ? {} : { zh }) });
});
