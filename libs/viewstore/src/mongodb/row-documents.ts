import type { ParkedEvent, Row, TableSchema } from '../view-store.port';

/** A column may be called like anything; under this prefix it is never one of the document's own fields. */
const PREFIX = 'c_';

export const fieldOf = (column: string): string => (column === 'key' ? '_id' : `${PREFIX}${column}`);

/**
 * A row: its key, its columns to be searched by (null where there is none), and the row itself as JSON text, so that absent and null,
 * names with dots and dollars, and every integer come back as they were. Integers up to 2^53 are exact as int32 or double.
 */
export interface RowDocument {
  readonly _id: string;
  readonly row: string;
  readonly [column: `${typeof PREFIX}${string}`]: string | number | null;
}

export function documentOf(table: TableSchema, key: string, row: Row): RowDocument {
  const document: Record<string, unknown> = { _id: key };
  // Rows were checked against their columns when the projection put them.
  for (const column in table.columns) document[PREFIX + column] = row[column] ?? null;
  document['row'] = JSON.stringify(row);
  return document as unknown as RowDocument;
}

export interface ProjectionDocument {
  readonly _id: string;
  readonly version: number;
  readonly fingerprint: string;
  readonly position: number;
}

export interface ParkedDocument extends ParkedEvent {
  readonly _id: string;
}

export interface StreamDocument {
  readonly _id: string;
  readonly version: number;
}

export const parkedId = (projection: string, position: number): string => `${projection}/${position}`;

export const parkedDocument = (event: ParkedEvent): ParkedDocument => ({
  _id: parkedId(event.projection, event.position),
  projection: event.projection,
  position: event.position,
  stream: event.stream,
  version: event.version,
  error: event.error,
  attempts: event.attempts,
  failed: event.failed,
});
