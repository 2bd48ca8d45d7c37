import type { Position, RecordedEvent } from '@ledger/kernel';
import type { ReadFilter } from '../event-store.port';
import { Upcasters } from '../upcasters/upcasters';
import { EventReader } from './event-reader';
import { connectToRead } from './open-sqlite-log-reader';

export interface ScanOptions {
  /** 0, from the start, where absent. */
  readonly after?: Position;
  /** The log's end where absent. */
  readonly upTo?: Position;
  readonly only?: ReadFilter;
  readonly upcasters?: Upcasters;
}

/** Positions passed between two calls. */
const CHUNK = 500;

/**
 * Reads the log from end to end without a pause, for worker threads: each chunk is given in order, with the position up
 * to which the log has been passed. Two threads with one part each share the parsing between them.
 * Returns the last position passed.
 * @throws LogDamaged, LogUnavailable, NewerSchema
 */
export function scanLog(
  folder: string,
  options: ScanOptions,
  onChunk: (events: readonly RecordedEvent[], passed: Position) => void,
): Position {
  const db = connectToRead(folder, true);
  try {
    const reader = new EventReader(db, options.upcasters ?? new Upcasters());
    const upTo = options.upTo ?? reader.lastPosition();
    let at = options.after ?? 0;
    while (at < upTo) {
      const slice = reader.readAll(at, CHUNK, upTo, options.only);
      at = slice.next;
      onChunk(slice.events, at);
    }
    return at;
  } finally {
    db.close();
  }
}
