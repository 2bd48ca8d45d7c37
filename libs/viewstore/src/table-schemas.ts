import { createHash } from 'node:crypto';
import type { Projection, Row, TableSchema } from './view-store.port';

/** Names become SQL identifiers and collection names, so nothing else is let through. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;
const RESERVED = new Set(['key', 'doc']);

/** Of a projection's tables: changes when their shape does, so that a view of another shape is rebuilt even if its version was forgotten. */
export function fingerprintOf(projection: Projection): string {
  const shape = projection.tables.map((table) => [table.name, Object.entries(table.columns), table.indexes]);
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 16);
}

/**
 * All tables of the projections by name.
 * @throws Error for a name that is not an identifier, or a table that two projections claim
 */
export function tablesOf(projections: readonly Projection[]): ReadonlyMap<string, TableSchema> {
  const tables = new Map<string, TableSchema>();
  const taken = new Set<string>();
  const names = new Set<string>();
  for (const projection of projections) {
    if (names.has(projection.name)) throw new Error(`two projections are called ${projection.name}`);
    names.add(projection.name);
    for (const table of projection.tables) {
      checkTable(table);
      // SQL does not tell upper from lower case.
      if (taken.has(table.name.toLowerCase())) throw new Error(`table ${table.name} is declared twice`);
      taken.add(table.name.toLowerCase());
      tables.set(table.name, table);
    }
  }
  return tables;
}

function checkTable(table: TableSchema): void {
  const seen = new Set<string>();
  for (const name of [table.name, ...Object.keys(table.columns)]) {
    if (!NAME.test(name)) throw new Error(`${JSON.stringify(name)} of table ${table.name} is not an identifier`);
  }
  for (const column of Object.keys(table.columns)) {
    const lower = column.toLowerCase();
    if (RESERVED.has(lower) || seen.has(lower)) throw new Error(`column ${column} of table ${table.name} is taken`);
    seen.add(lower);
  }
  for (const column of table.indexes.flat()) {
    if (column !== 'key' && !Object.hasOwn(table.columns, column))
      throw new Error(`index on ${column}: no such column in ${table.name}`);
  }
}

/**
 * A check that a row's fields named as columns are of the declared type; absent and null both mean no value.
 * It throws a TypeError.
 */
export function rowCheck(table: TableSchema): (row: Row) => void {
  // Called for every row that is put, hence plain arrays.
  const names = Object.keys(table.columns);
  const isText = names.map((name) => table.columns[name] === 'text');
  return (row) => {
    if (row.key !== undefined) {
      throw new TypeError(`a row of ${table.name} has a field called key, which is added when it is read`);
    }
    for (let index = 0; index < names.length; index += 1) {
      const value = row[names[index] as string];
      if (value === undefined || value === null) continue;
      if (isText[index] ? typeof value === 'string' : Number.isSafeInteger(value)) continue;
      throw new TypeError(
        `column ${names[index]} of table ${table.name} must be ${isText[index] ? 'text' : 'integer'}`,
      );
    }
  };
}
