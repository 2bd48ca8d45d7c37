import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { savedFiltersContract } from '../contract/saved-filters.contract';
import { SavedFiltersUnusable } from '../saved-filters.port';
import { openSqliteSavedFilters } from './open-sqlite-saved-filters';

const newFolder = (): string => mkdtempSync(path.join(tmpdir(), 'saved-filters-'));

savedFiltersContract('SQLite', () => {
  const folder = newFolder();
  return { open: () => openSqliteSavedFilters(folder), cleanUp: () => rmSync(folder, { recursive: true }) };
});

describe('the file of saved filters', () => {
  const folder = newFolder();
  const file = path.join(folder, 'saved-filters.db');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is for this user alone', () => {
    openSqliteSavedFilters(folder).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused where it is newer, or no such file', () => {
    const db = new Database(file);
    db.pragma('user_version = 9');
    db.close();
    expect(() => openSqliteSavedFilters(folder)).toThrow(/version 9/);
    writeFileSync(file, 'this is no database, but it is long enough to be looked at '.repeat(99));
    expect(() => openSqliteSavedFilters(folder)).toThrow(SavedFiltersUnusable);
  });
});
