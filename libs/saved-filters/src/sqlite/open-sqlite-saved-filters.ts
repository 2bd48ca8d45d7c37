import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '@ledger/sqlite';
import Database from 'better-sqlite3';
import { SavedFiltersUnusable, type OwnedFilter, type SavedFilter, type SavedFilters } from '../saved-filters.port';

const FILE = 'saved-filters.db';
/** "SKSF": marks the file as one of this program. */
const APPLICATION_ID = 0x534b5346;
const VERSION = 1;

const TABLE = `
  CREATE TABLE saved_filters (
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    question TEXT NOT NULL,
    filters TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (owner, name)
  ) STRICT, WITHOUT ROWID`;

interface FilterRow {
  readonly name: string;
  readonly question: string;
  readonly filters: string;
  readonly saved_at: string;
}

/** Opens `<folder>/saved-filters.db`, made if it is not there. @throws SavedFiltersUnusable */
export function openSqliteSavedFilters(folder: string): SqliteSavedFilters {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, FILE);
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    migrate(db);
    return new SqliteSavedFilters(db);
  } catch (error) {
    db.close();
    if (error instanceof SavedFiltersUnusable) throw error;
    throw new SavedFiltersUnusable(`${FILE} cannot be read`, `${FILE} 无法读取`, error);
  }
}

/** What everybody has saved in a folder; nothing where there is no file. */
export function* allSqliteSavedFilters(folder: string): Generator<OwnedFilter> {
  if (!existsSync(join(folder, FILE))) return;
  const db = new Database(join(folder, FILE), { readonly: true });
  try {
    const rows = db.prepare<[], FilterRow & { readonly owner: string }>(
      'SELECT * FROM saved_filters ORDER BY owner, name',
    );
    for (const { owner, ...row } of rows.iterate()) yield { owner, filter: filterOf(row) };
  } finally {
    db.close();
  }
}

/** Copies what a folder keeps of saved filters into another, beside the process that writes it; false where there is nothing. */
export function copySqliteSavedFilters(from: string, to: string): boolean {
  if (!existsSync(join(from, FILE))) return false;
  copyDatabase(join(from, FILE), join(to, FILE));
  return true;
}

function migrate(db: Database.Database): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  if (version === VERSION && application === APPLICATION_ID) return;
  if (version !== 0 || application !== 0)
    throw new SavedFiltersUnusable(
      `${FILE} has version ${version}, which this program does not know`,
      `${FILE} 的版本 ${version} 非本程序所知`,
    );
  db.transaction(() => {
    db.exec(TABLE);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${VERSION}`);
  }).immediate();
}

const filterOf = ({ name, question, filters, saved_at: savedAt }: FilterRow): SavedFilter => ({
  name,
  question,
  // Written by `save`.
  filters: JSON.parse(filters) as SavedFilter['filters'],
  savedAt,
});

class SqliteSavedFilters implements SavedFilters {
  private readonly all;
  private readonly others;
  private readonly put;
  private readonly remove;

  constructor(private readonly db: Database.Database) {
    this.all = db.prepare<[string], FilterRow>(
      'SELECT name, question, filters, saved_at FROM saved_filters WHERE owner = ? ORDER BY name',
    );
    this.others = db
      .prepare<[string, string], number>('SELECT count(*) FROM saved_filters WHERE owner = ? AND name <> ?')
      .pluck();
    this.put = db.prepare(
      'INSERT OR REPLACE INTO saved_filters (owner, name, question, filters, saved_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.remove = db.prepare('DELETE FROM saved_filters WHERE owner = ? AND name = ?');
  }

  of(owner: string): readonly SavedFilter[] {
    return this.all.all(owner).map(filterOf);
  }

  save(owner: string, { name, question, filters, savedAt }: SavedFilter, most: number): boolean {
    return this.db
      .transaction(() => {
        if ((this.others.get(owner, name) ?? 0) >= most) return false;
        this.put.run(owner, name, question, JSON.stringify(filters), savedAt);
        return true;
      })
      .immediate();
  }

  forget(owner: string, name: string): boolean {
    return this.remove.run(owner, name).changes > 0;
  }

  close(): void {
    this.db.close();
  }
}
