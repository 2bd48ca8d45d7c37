import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { jobStoreContract } from '../contract/job-store.contract';
import { JobsUnknown } from './job-schema';
import { openSqliteJobStore } from './sqlite-job-store';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'bulk-'));

jobStoreContract('jobs in SQLite', () => {
  const folder = newFolder();
  return {
    open: () => openSqliteJobStore(folder),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
});

describe('the file of the jobs', () => {
  const folder = newFolder();
  const file = join(folder, 'bulk.db');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => rmSync(file, { force: true }));

  it('is its owner’s alone', () => {
    openSqliteJobStore(folder).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('of something else, or of a newer version, is left alone', () => {
    const other = new Database(file);
    other.pragma('application_id = 7');
    other.close();
    expect(() => openSqliteJobStore(folder)).toThrow(JobsUnknown);
    rmSync(file);
    openSqliteJobStore(folder).close();
    const newer = new Database(file);
    newer.pragma('user_version = 99');
    newer.close();
    expect(() => openSqliteJobStore(folder)).toThrow(JobsUnknown);
  });

  it('that is no database is not written over', () => {
    writeFileSync(file, 'x'.repeat(8_192));
    expect(() => openSqliteJobStore(folder)).toThrow(/not a database/);
    expect(statSync(file).size).toBe(8_192);
  });
});
