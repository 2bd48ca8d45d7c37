import type { Database } from 'better-sqlite3';
import type { TableSchema } from '../view-store.port';
import { indexColumns } from '../query/index-choice';
import { quoted } from './view-sql';

/** Of the file's own tables below; a file of another format is rebuilt, a newer one refused. */
export const VIEWS_FORMAT = 1;

const OWN_TABLES = `
  CREATE TABLE _projections (name TEXT PRIMARY KEY, version INTEGER NOT NULL, fingerprint TEXT NOT NULL, position INTEGER NOT NULL);
  CREATE TABLE _parked (projection TEXT NOT NULL, position INTEGER NOT NULL, stream TEXT NOT NULL, version INTEGER NOT NULL,
    error TEXT NOT NULL, attempts INTEGER NOT NULL, failed INTEGER NOT NULL, PRIMARY KEY (projection, position)) WITHOUT ROWID;
  CREATE INDEX _parked_by_stream ON _parked (projection, stream, position);
  CREATE TABLE _streams (stream TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
`;

/** The declared columns in a fixed order, as bound by {@link upsertSql}. */
export const columnsOf = (table: TableSchema): readonly string[] => Object.keys(table.columns);

/** Creates the tables without their indexes, so that a bulk load can make those last. */
export function createTables(db: Database, tables: Iterable<TableSchema>): void {
  db.exec(OWN_TABLES);
  for (const table of tables) {
    const columns = Object.entries(table.columns).map(([name, type]) => `${quoted(name)} ${type.toUpperCase()}`);
    db.exec(
      `CREATE TABLE ${quoted(table.name)} (${['key TEXT NOT NULL', ...columns, 'doc TEXT NOT NULL'].join(', ')})`,
    );
  }
  db.pragma(`user_version = ${VIEWS_FORMAT}`);
}

/** The key's index; needed before rows can be looked up or replaced. */
export function createKeyIndex(db: Database, table: TableSchema): void {
  db.exec(`CREATE UNIQUE INDEX IF NOT EXISTS ${quoted(`${table.name}.key`)} ON ${quoted(table.name)} (key)`);
}

export const indexName = (table: TableSchema, declared: readonly string[]): string =>
  quoted(`${table.name}.${declared.join('.')}`);

/** The declared indexes, each with the key. */
export function createIndexes(db: Database, table: TableSchema): void {
  createKeyIndex(db, table);
  for (const columns of table.indexes) {
    const list = indexColumns(columns).map(quoted).join(', ');
    db.exec(`CREATE INDEX IF NOT EXISTS ${indexName(table, columns)} ON ${quoted(table.name)} (${list})`);
  }
}

/** Adds or replaces `rows` rows: key, columns, doc of each are bound in turn. */
export function upsertSql(table: TableSchema, rows: number): string {
  const columns = columnsOf(table);
  const values = `(${Array.from({ length: columns.length + 2 }, () => '?').join(', ')})`;
  const updates = [...columns, 'doc'].map((column) => `${quoted(column)} = excluded.${quoted(column)}`).join(', ');
  return `${insertSql(table, values, rows)} ON CONFLICT (key) DO UPDATE SET ${updates}`;
}

/** Adds rows that are known to be new; needs no key index. */
export function appendSql(table: TableSchema, rows: number): string {
  return insertSql(table, `(${Array.from({ length: columnsOf(table).length + 2 }, () => '?').join(', ')})`, rows);
}

function insertSql(table: TableSchema, values: string, rows: number): string {
  const columns = ['key', ...columnsOf(table).map(quoted), 'doc'].join(', ');
  return `INSERT INTO ${quoted(table.name)} (${columns}) VALUES ${Array.from({ length: rows }, () => values).join(', ')}`;
}
