import * as fs from 'node:fs';
import Database from 'better-sqlite3';
import { exact } from '../query/checked-query';
import { tablesOf } from '../table-schemas';
import type {
  Condition,
  Page,
  ParkedEvent,
  ParkedFilter,
  Projection,
  ProjectionStatus,
  Query,
  Row,
  TableSchema,
  ViewStep,
  ViewStore,
  WithKey,
} from '../view-store.port';
import { ViewsUnusable } from '../view-store.port';
import { indexedPage, type Found } from './indexed-page';
import { SqliteShadowStore } from './sqlite-shadow-store';
import { ViewDatabase } from './view-database';
import { ViewFiles } from './view-files';
import { groupColumn, integerColumn, pageSql, quoted, whereSql, type PageSql } from './view-sql';
import { createIndexes, createTables } from './view-tables';

export interface SqliteViewStoreOptions {
  readonly projections: readonly Projection[];
  /** For other processes beside the writer; follows the writer's switches by itself. */
  readonly readonly?: boolean;
  /** Sets views aside that cannot be opened, and begins with empty ones. */
  readonly discardUnusable?: boolean;
}

/**
 * Opens the views in a ledger's folder, or makes empty ones.
 * @throws ViewsUnusable when they are damaged, of another format, or (readonly) not there yet
 */
export function openSqliteViewStore(folder: string, options: SqliteViewStoreOptions): SqliteViewStore {
  const files = new ViewFiles(folder);
  const tables = tablesOf(options.projections);
  if (options.readonly) return new SqliteViewStore(files, options.projections, openCurrent(files, tables, true), true);
  fs.mkdirSync(folder, { recursive: true });
  if (files.current() === undefined) createEmpty(files, tables);
  let database: ViewDatabase;
  try {
    database = openCurrent(files, tables, false);
    // Where it has got to must be readable, or nothing can go on from it.
    assertSpeaks(database);
  } catch (error) {
    if (!options.discardUnusable || !(error instanceof ViewsUnusable)) throw error;
    createEmpty(files, tables);
    database = openCurrent(files, tables, false);
  }
  files.removeOthers();
  return new SqliteViewStore(files, options.projections, database, false);
}

function assertSpeaks(database: ViewDatabase): void {
  try {
    database.status();
    database.parked({ limit: 1 });
  } catch (error) {
    database.close();
    throw error;
  }
}

function createEmpty(files: ViewFiles, tables: ReadonlyMap<string, TableSchema>): void {
  const file = files.next();
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    createTables(db, tables.values());
    for (const table of tables.values()) createIndexes(db, table);
  } finally {
    db.close();
  }
  files.use(file);
}

const MAX_OPEN_ATTEMPTS = 3;

function openCurrent(files: ViewFiles, tables: ReadonlyMap<string, TableSchema>, readonly: boolean): ViewDatabase {
  for (let attempt = 1; ; attempt += 1) {
    const file = files.current();
    if (file === undefined)
      throw new ViewsUnusable(
        'there are no views yet; they are made when the ledger is first opened',
        undefined,
        '尚无视图；首次打开台账时建立',
      );
    try {
      return new ViewDatabase(file, tables, readonly);
    } catch (error) {
      // The writer may have switched between the look at the link and the opening.
      if (attempt === MAX_OPEN_ATTEMPTS || files.current() === file) throw error;
    }
  }
}

/** 视图库 in SQLite. All answers are immediate. */
export class SqliteViewStore implements ViewStore {
  constructor(
    private readonly files: ViewFiles,
    private readonly projections: readonly Projection[],
    private database: ViewDatabase,
    private readonly readonly: boolean,
  ) {}

  transact(work: (step: ViewStep) => void): void {
    this.database.transact(work);
  }

  get<R extends Row>(table: string, key: string): WithKey<R> | undefined {
    const doc = this.fresh().doc(table, key);
    return doc === undefined ? undefined : withKey<R>(key, doc);
  }

  find<R extends Row>(query: Query): Page<R> {
    const database = this.fresh();
    if (query.byIndex) return findByIndex<R>(database, query);
    const page = pageSql(database.table(query.table), query);
    return pageOf(page, upTo<[string, string]>(database, page).map(asRow<R>));
  }

  count(table: string, where?: readonly Condition[]): number {
    return this.scalar(table, 'count(*)', where);
  }

  countBy(table: string, by: string, where?: readonly Condition[]): Readonly<Record<string, number>> {
    return this.grouped(table, 'count(*)', by, where);
  }

  sum(table: string, column: string, where?: readonly Condition[]): number {
    return this.scalar(table, `coalesce(sum(${integerColumn(this.database.table(table), column)}), 0)`, where);
  }

  sumBy(table: string, column: string, by: string, where?: readonly Condition[]): Readonly<Record<string, number>> {
    return this.grouped(table, `coalesce(sum(${integerColumn(this.database.table(table), column)}), 0)`, by, where);
  }

  status(): ProjectionStatus[] {
    return this.fresh().status();
  }

  parked(only?: ParkedFilter): ParkedEvent[] {
    return this.fresh().parked(only);
  }

  versions(streams: readonly string[]): ReadonlyMap<string, number> {
    const rows = this.database.all<[string, number]>(
      'SELECT stream, version FROM _streams WHERE stream IN (SELECT value FROM json_each(?))',
      [JSON.stringify(streams)],
    );
    return new Map(rows);
  }

  shadow(parts: number): SqliteShadowStore {
    const file = this.files.next();
    return new SqliteShadowStore(file, parts, {
      open: () => new SqliteViewStore(this.files, this.projections, this.openGeneration(file), false),
      adopt: () => {
        // Opened before the link moves, so that a failure leaves the old generation in use.
        const next = this.openGeneration(file);
        this.files.use(file);
        this.database.close();
        this.database = next;
        this.files.removeOthers();
      },
      isInUse: () => this.files.current() === file,
    });
  }

  close(): void {
    this.database.close();
  }

  private openGeneration(file: string): ViewDatabase {
    return new ViewDatabase(file, tablesOf(this.projections), false);
  }

  /** The generation in use: the writer knows its own, a reader of another process looks whether the writer has switched. */
  private fresh(): ViewDatabase {
    if (this.readonly && this.files.current() !== this.database.file) {
      const next = openCurrent(this.files, tablesOf(this.projections), true);
      this.database.close();
      this.database = next;
    }
    return this.database;
  }

  private scalar(table: string, expression: string, where?: readonly Condition[]): number {
    const database = this.fresh();
    const { text, values } = whereSql(database.table(table), where);
    const sql = `SELECT ${expression} FROM ${quoted(table)} WHERE ${text}`;
    return exact(database.first<[number]>(sql, values)?.[0] ?? 0);
  }

  private grouped(
    table: string,
    expression: string,
    by: string,
    where?: readonly Condition[],
  ): Readonly<Record<string, number>> {
    const database = this.fresh();
    const schema = database.table(table);
    const group = groupColumn(schema, by);
    const { text, values } = whereSql(schema, where);
    const sql = `SELECT ${group}, ${expression} FROM ${quoted(table)} WHERE ${text} GROUP BY ${group} ORDER BY ${group}`;
    const rows = database.all<[string | number | null, number]>(sql, values);
    return Object.fromEntries(rows.map(([value, number]) => [String(value ?? ''), exact(number)]));
  }
}

/** As many as fit in the page, and one more where there is one. */
function upTo<T extends unknown[]>(database: ViewDatabase, { limit, statements }: PageSql): T[] {
  const found: T[] = [];
  for (const { text, values } of statements) {
    const missing = limit + 1 - found.length;
    if (missing > 0) found.push(...database.all<T>(text, [...values, missing]));
  }
  return found;
}

function findByIndex<R extends Row>(database: ViewDatabase, query: Query): Page<R> {
  const page = indexedPage(database.table(query.table), query);
  const [only, ...others] = page.alternatives;
  if (only && others.length === 0) return pageOf(only, upTo<[string, string]>(database, only).map(asRow<R>));
  const keys = page.alternatives.flatMap((each) => upTo<[...Found]>(database, each)).toSorted(page.compare);
  const rows = keys.slice(0, page.limit + 1).flatMap(([key]): WithKey<R>[] => {
    const doc = database.doc(query.table, key);
    return doc === undefined ? [] : [withKey<R>(key, doc)];
  });
  return pageOf(page, rows);
}

/** `found` holds one row more than the page where there are others. */
function pageOf<R extends Row>(
  { limit, cursorAfter }: Pick<PageSql, 'limit' | 'cursorAfter'>,
  found: readonly WithKey<R>[],
): Page<R> {
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return found.length > limit && last ? { rows, cursor: cursorAfter(last.key, last) } : { rows };
}

const asRow = <R extends Row>([key, doc]: [string, string]): WithKey<R> => withKey<R>(key, doc);

function withKey<R extends Row>(key: string, doc: string): WithKey<R> {
  const row = JSON.parse(doc) as R & { key: string };
  row.key = key;
  return row;
}
