import type { Position } from '@ledger/kernel';
import type { Connection, Statement } from './log-connection';

/** A row of `events` as it stands in the file: `bytes` are the canonical bytes, untouched. */
export interface StoredRow {
  readonly position: Position;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly bytes: Buffer;
  readonly hash: Buffer;
}

const COLUMNS = 'position, stream, version, type, CAST(event AS BLOB) AS bytes, hash';
const CHUNK = 500;

/** What was met on the way: whole rows, a position that cannot be read, or a fault between rows that can. */
export type StoredRun =
  | { readonly rows: readonly StoredRow[] }
  | { readonly unreadable: Position; readonly error: unknown }
  | { readonly faultAfter: Position; readonly error: unknown };

/** Walks the table in order of position and over what cannot be read, which is given back instead of thrown. */
export class StoredRows {
  private readonly chunk: Statement;
  private readonly one: Statement;

  constructor(db: Connection) {
    this.chunk = db.prepare(`SELECT ${COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position`);
    this.one = db.prepare(`SELECT ${COLUMNS} FROM events WHERE position = ?`);
  }

  *runs(last: Position): Generator<StoredRun> {
    for (let after = 0; after < last; after += CHUNK) {
      const to = Math.min(last, after + CHUNK);
      let rows: StoredRow[];
      try {
        rows = this.chunk.all(after, to) as StoredRow[];
      } catch (error) {
        // Row by row, which row it is will show.
        yield* this.singly(after, to, error);
        continue;
      }
      yield { rows };
    }
  }

  private *singly(after: Position, to: Position, fault: unknown): Generator<StoredRun> {
    let found = false;
    for (let position = after + 1; position <= to; position++) {
      let row: StoredRow | undefined;
      try {
        row = this.one.get(position) as StoredRow | undefined;
      } catch (error) {
        found = true;
        yield { unreadable: position, error };
        continue;
      }
      if (row) yield { rows: [row] };
    }
    if (!found) yield { faultAfter: after, error: fault };
  }
}
