import { setImmediate } from 'node:timers/promises';
import type { Position } from '@ledger/kernel';
import type { LogReader } from './log-reader';
import type { Projection, ShadowPart, ShadowPartRef } from '../view-store.port';
import { PartLoader } from './part-loader';
import { ProgressMeter, type Progress } from './progress';

export interface Load {
  readonly log: LogReader;
  readonly projections: readonly Projection[];
  readonly parts: readonly ShadowPartRef[];
  readonly upTo: Position;
  readonly maxChangedRows: number;
  readonly onProgress?: (progress: Progress) => void;
}

/** Opens a part in the thread that is to write it. */
export function openPart(ref: ShadowPartRef, projections: readonly Projection[]): ShadowPart {
  // The module is the adapter's own; its export is part of the port.
  const adapter = require(ref.module) as {
    openShadowPart(data: ShadowPartRef['data'], projections: readonly Projection[]): ShadowPart;
  };
  return adapter.openShadowPart(ref.data, projections);
}

/** Loads a shadow store of one part in this thread; the event loop runs between chunks, but not while indexes are made. */
export async function loadHere({ log, projections, parts, upTo, maxChangedRows, onProgress }: Load): Promise<void> {
  const [ref] = parts;
  if (!ref || parts.length > 1) throw new Error('one thread loads one part');
  const meter = new ProgressMeter(1, upTo, onProgress);
  const part = openPart(ref, projections);
  try {
    const loader = new PartLoader(log, part, projections, { index: 0, of: 1, maxChangedRows });
    await loader.load(upTo, (position) => meter.moved(0, position), setImmediate);
    meter.indexing();
    await part.complete([], upTo);
  } catch (error) {
    await part.finish();
    throw error;
  }
}
