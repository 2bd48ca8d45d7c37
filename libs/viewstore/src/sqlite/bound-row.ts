import type { ParkedEvent, Row, TableSchema } from '../view-store.port';

export type SqlValue = string | number | null;

/** Appends a row's values in the order of `upsertSql`. */
export function bindRow(bound: SqlValue[], table: TableSchema, key: string, row: Row): void {
  bound.push(key);
  // Rows were checked against their columns when the projection put them.
  for (const column in table.columns) bound.push((row[column] ?? null) as SqlValue);
  bound.push(JSON.stringify(row));
}

/** In the order of the columns of `_parked`. */
export const boundParked = (event: ParkedEvent): SqlValue[] => [
  event.projection,
  event.position,
  event.stream,
  event.version,
  event.error,
  event.attempts,
  event.failed ? 1 : 0,
];
