import Database from 'better-sqlite3';
import type { Json, Position } from '@ledger/kernel';
import { fingerprintOf, tablesOf } from '../table-schemas';
import type {
  ChangedRow,
  ParkedEvent,
  Projection,
  Row,
  ShadowPart,
  ShadowPartRef,
  TableSchema,
} from '../view-store.port';
import { bindRow, boundParked, type SqlValue } from './bound-row';
import { removeGeneration, syncFile } from './view-files';
import { quoted } from './view-sql';
import { appendSql, createIndexes, createKeyIndex, createTables, upsertSql } from './view-tables';

/** Rows per statement: most of what one statement per row costs is gone at fifty. */
const ROWS_PER_STATEMENT = 50;

/** Opens one part of the next generation for loading; called in the thread that loads it. */
export function openShadowPart(data: Json, projections: readonly Projection[]): ShadowPart {
  return new SqliteShadowPart((data as { file: string }).file, projections);
}

/**
 * A file without journal and without syncs: a rebuild that is cut off is thrown away, so nothing of it needs to survive.
 * Rows are appended as they come, which keeps rows of one time together, and indexes are made last, by sorting; the key's
 * index comes earlier where rows must be read again.
 */
class SqliteShadowPart implements ShadowPart {
  private readonly db: Database.Database;
  private readonly tables: ReadonlyMap<string, TableSchema>;
  private readonly written = new Set<string>();
  private readonly indexed = new Set<string>();
  private readonly statements = new Map<string, Database.Statement>();

  constructor(
    private readonly file: string,
    private readonly projections: readonly Projection[],
  ) {
    removeGeneration(file);
    this.tables = tablesOf(projections);
    this.db = new Database(file);
    this.db.pragma('journal_mode = OFF');
    this.db.pragma('synchronous = OFF');
    this.db.pragma('locking_mode = EXCLUSIVE');
    this.db.pragma('cache_size = -64000');
    createTables(this.db, this.tables.values());
  }

  get(table: string, key: string): Row | undefined {
    if (!this.written.has(table)) return undefined;
    this.indexKey(table);
    const sql = `SELECT doc FROM ${quoted(this.schema(table).name)} WHERE key = ?`;
    const doc = this.prepared(sql).pluck().get(key) as string | undefined;
    return doc === undefined ? undefined : (JSON.parse(doc) as Row);
  }

  write(table: string, rows: readonly ChangedRow[]): void {
    const schema = this.schema(table);
    const append = !this.written.has(table);
    if (!append) this.indexKey(table);
    this.written.add(table);
    this.db.exec('BEGIN');
    let bound: SqlValue[] = [];
    let count = 0;
    const flush = (): void => {
      if (count > 0) this.prepared(append ? appendSql(schema, count) : upsertSql(schema, count)).run(bound);
      bound = [];
      count = 0;
    };
    for (const { key, row } of rows) {
      if (row !== undefined) {
        bindRow(bound, schema, key, row);
        count += 1;
        if (count === ROWS_PER_STATEMENT) flush();
      } else if (!append) this.prepared(`DELETE FROM ${quoted(schema.name)} WHERE key = ?`).run(key);
    }
    flush();
    this.db.exec('COMMIT');
  }

  park(events: readonly ParkedEvent[]): void {
    const insert = this.prepared('INSERT OR REPLACE INTO _parked VALUES (?, ?, ?, ?, ?, ?, ?)');
    this.db.exec('BEGIN');
    for (const event of events) insert.run(...boundParked(event));
    this.db.exec('COMMIT');
  }

  versions(versions: ReadonlyMap<string, number>): void {
    const insert = this.prepared('INSERT OR REPLACE INTO _streams VALUES (?, ?)');
    this.db.exec('BEGIN');
    for (const stream of [...versions.keys()].toSorted()) insert.run(stream, versions.get(stream));
    this.db.exec('COMMIT');
  }

  finish(): void {
    this.statements.clear();
    this.db.close();
  }

  complete(others: readonly ShadowPartRef[], position: Position): void {
    for (const { data } of others) this.takeIn((data as { file: string }).file);
    // The other parts' threads are idle now, so the sorting for the indexes may use as many.
    this.db.pragma(`threads = ${others.length}`);
    for (const table of this.tables.values()) this.disjoint(table.name, () => createIndexes(this.db, table));
    const note = this.prepared('INSERT OR REPLACE INTO _projections VALUES (?, ?, ?, ?)');
    for (const projection of this.projections) {
      note.run(projection.name, projection.version, fingerprintOf(projection), position);
    }
    this.db.pragma('locking_mode = NORMAL');
    this.db.pragma('journal_mode = WAL');
    this.finish();
    syncFile(this.file);
  }

  private takeIn(file: string): void {
    this.db.prepare('ATTACH ? AS part').run(file);
    for (const name of [...this.tables.keys(), '_parked', '_streams']) {
      this.disjoint(name, () => {
        this.db.exec(`INSERT INTO main.${quoted(name)} SELECT * FROM part.${quoted(name)}`);
      });
    }
    this.db.exec('DETACH part');
    removeGeneration(file);
  }

  private disjoint(table: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
      throw new Error(
        `two parts wrote the same row of ${table}: its projection says that it goes by stream, but does not`,
        {
          cause: error,
        },
      );
    }
  }

  private indexKey(table: string): void {
    if (this.indexed.has(table)) return;
    createKeyIndex(this.db, this.schema(table));
    this.indexed.add(table);
  }

  private schema(table: string): TableSchema {
    const schema = this.tables.get(table);
    if (!schema) throw new Error(`there is no table ${JSON.stringify(table)}`);
    return schema;
  }

  private prepared(text: string): Database.Statement {
    const statement = this.statements.get(text) ?? this.db.prepare(text);
    this.statements.set(text, statement);
    return statement;
  }
}
