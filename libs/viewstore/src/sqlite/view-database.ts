import Database from 'better-sqlite3';
import type {
  ParkedEvent,
  ParkedFilter,
  Projection,
  ProjectionStatus,
  Row,
  TableSchema,
  ViewStep,
} from '../view-store.port';
import { InvalidQuery } from '../view-store.port';
import { fingerprintOf } from '../table-schemas';
import type { Position } from '@ledger/kernel';
import { Checkpointer, WAL_KEPT_BYTES } from '@ledger/sqlite';
import { quoted } from './view-sql';
import { boundParked, type SqlValue } from './bound-row';
import { RowWriter } from './row-writer';
import { unusable } from './view-files';
import { VIEWS_FORMAT } from './view-tables';

/** Statements are few by nature; a caller that makes many shapes of query must not fill the memory. */
const MAX_STATEMENTS = 500;

/** What a parked event can be asked for by; nothing else becomes SQL. */
const PARKED_COLUMN = { projection: 'projection', stream: 'stream', position: 'position', failed: 'failed' } as const;

/** One open generation: its connection, its prepared statements, and the writing of one step. */
export class ViewDatabase {
  private readonly db: Database.Database;
  private readonly statements = new Map<string, Database.Statement>();
  private readonly writers = new Map<string, RowWriter>();
  private readonly checkpointer: Checkpointer | undefined;
  /** Rows of the step that is being written. */
  private rows = 0;

  constructor(
    readonly file: string,
    private readonly tables: ReadonlyMap<string, TableSchema>,
    readonly: boolean,
  ) {
    this.db = openDatabase(file, readonly);
    if (!readonly) this.checkpointer = new Checkpointer(this.db);
  }

  table(name: string): TableSchema {
    const table = this.tables.get(name);
    if (!table) throw new InvalidQuery(`there is no table ${JSON.stringify(name)}`, 'table');
    return table;
  }

  /** Rows as arrays of values; the tuple type says what the statement selects. */
  all<T extends unknown[]>(text: string, values: readonly SqlValue[] = []): T[] {
    const statement = this.prepared(text).raw();
    try {
      return statement.all(...values) as T[];
    } catch (error) {
      throw this.told(error);
    }
  }

  first<T extends unknown[]>(text: string, values: readonly SqlValue[] = []): T | undefined {
    const statement = this.prepared(text).raw();
    try {
      return statement.get(...values) as T | undefined;
    } catch (error) {
      throw this.told(error);
    }
  }

  doc(table: string, key: string): string | undefined {
    return this.first<[string]>(`SELECT doc FROM ${quoted(this.table(table).name)} WHERE key = ?`, [key])?.[0];
  }

  status(): ProjectionStatus[] {
    const rows = this.all<[string, number, string, number, number]>(
      `SELECT name, version, fingerprint, position, (SELECT count(*) FROM _parked WHERE projection = name)
       FROM _projections ORDER BY name`,
    );
    return rows.map(([projection, version, fingerprint, checkpoint, parked]) => ({
      projection,
      version,
      fingerprint,
      checkpoint,
      parked,
    }));
  }

  parked(only: ParkedFilter = {}): ParkedEvent[] {
    const { limit, failed, ...same } = only;
    const wanted: [string, SqlValue | undefined][] = [
      ...Object.entries(same),
      ['failed', failed === undefined ? undefined : Number(failed)],
    ];
    const given = wanted.filter((entry): entry is [string, SqlValue] => entry[1] !== undefined);
    const rows = this.all<[string, number, string, number, string, number, number]>(
      `SELECT projection, position, stream, version, error, attempts, failed FROM _parked
       WHERE ${given.map(([column]) => `${PARKED_COLUMN[column as keyof typeof PARKED_COLUMN]} = ?`).join(' AND ') || '1'}
       ORDER BY position, projection LIMIT ?`,
      [...given.map(([, value]) => value), limit ?? -1],
    );
    return rows.map(([name, position, stream, version, error, attempts, hasFailed]) => ({
      projection: name,
      position,
      stream,
      version,
      error,
      attempts,
      failed: hasFailed === 1,
    }));
  }

  transact(work: (step: ViewStep) => void): void {
    this.rows = 0;
    this.db.exec('BEGIN IMMEDIATE');
    try {
      work(this.step);
      this.db.exec('COMMIT');
    } catch (error) {
      // SQLite may have rolled back by itself, when the disk is full for example.
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw this.told(error);
    }
    this.checkpointer?.afterCommit(this.rows);
  }

  close(): void {
    void this.checkpointer?.close();
    this.statements.clear();
    this.db.close();
  }

  private readonly step: ViewStep = {
    put: (table: string, key: string, row: Row, before?: Row) => {
      this.rows++;
      this.writer(table).put(key, row, before);
    },
    delete: (table: string, key: string) => {
      this.rows++;
      this.writer(table).delete(key);
    },
    checkpoint: (projection: Projection, position: Position) => {
      this.prepared('INSERT OR REPLACE INTO _projections VALUES (?, ?, ?, ?)').run(
        projection.name,
        projection.version,
        fingerprintOf(projection),
        position,
      );
    },
    park: (event: ParkedEvent) => {
      this.prepared('INSERT OR REPLACE INTO _parked VALUES (?, ?, ?, ?, ?, ?, ?)').run(...boundParked(event));
    },
    unpark: (projection: string, position: Position) => {
      this.prepared('DELETE FROM _parked WHERE projection = ? AND position = ?').run(projection, position);
    },
    version: (stream: string, version: number) => {
      this.prepared('INSERT OR REPLACE INTO _streams VALUES (?, ?)').run(stream, version);
    },
  };

  private writer(table: string): RowWriter {
    let writer = this.writers.get(table);
    if (!writer) {
      writer = this.fitting(() => new RowWriter(this.db, this.table(table)));
      this.writers.set(table, writer);
    }
    return writer;
  }

  /** A file that SQLite finds damaged under way is of no more use than one that it cannot open. */
  private told(error: unknown): unknown {
    const code = (error as { readonly code?: unknown } | undefined)?.code;
    return typeof code === 'string' && /^SQLITE_(CORRUPT|NOTADB)/.test(code) ? unusable(this.file, error) : error;
  }

  /** Every statement is made from declared tables, so one that cannot be prepared means that the file has another shape. */
  private fitting<T>(prepare: () => T): T {
    try {
      return prepare();
    } catch (error) {
      throw error instanceof InvalidQuery ? error : unusable(this.file, error);
    }
  }

  private prepared(text: string): Database.Statement {
    let statement = this.statements.get(text);
    if (!statement) {
      statement = this.fitting(() => this.db.prepare(text));
      if (this.statements.size >= MAX_STATEMENTS) this.statements.clear();
      this.statements.set(text, statement);
    }
    return statement;
  }
}

function openDatabase(file: string, readonly: boolean): Database.Database {
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly, fileMustExist: true });
    db.pragma('busy_timeout = 5000');
    db.pragma('cache_size = -32000');
    db.pragma('temp_store = MEMORY');
    if (!readonly) {
      db.pragma('journal_mode = WAL');
      // A power cut may lose the last steps, never half of one; the projector goes on from the checkpoint that is left.
      db.pragma('synchronous = NORMAL');
      // Not within a step: a thread does it, so that commands and questions of this process do not wait.
      db.pragma('wal_autocheckpoint = 0');
      db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    }
    const format = db.pragma('user_version', { simple: true }) as number;
    if (format !== VIEWS_FORMAT) throw new Error(`format ${format} instead of ${VIEWS_FORMAT}`);
    return db;
  } catch (error) {
    db?.close();
    throw unusable(file, error);
  }
}
