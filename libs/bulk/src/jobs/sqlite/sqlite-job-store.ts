import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Actor, SealedValue } from '@ledger/kernel';
import type { BadCell } from '../../kinds/read-row';
import type { BulkJob, JobState, NewJob, RowOutcome } from '../job';
import type { Commitment, JobPage, JobsWanted, JobStore, SealedRows } from '../job-store.port';
import { rowNotAttempted } from '../not-attempted';
import { migrateJobs } from './job-schema';

interface JobLine {
  readonly number: number;
  readonly state: JobState;
  readonly given: string;
  readonly rows: number;
  readonly bad_rows: number;
  readonly bad_cells: number;
  readonly skip_bad: number;
  readonly at: string | null;
  readonly committed_at: string | null;
  readonly committed_by: string | null;
  readonly ended_at: string | null;
  readonly accepted: number;
  readonly refused: number;
  readonly invalid: number;
  readonly not_attempted: number;
}

interface RowsLine {
  readonly number: number;
  readonly first_row: number;
  readonly last_row: number;
  readonly count: number;
  readonly sealed: string;
}

const JOB_FILE = 'bulk.db';
const COUNTED = {
  accepted: 'accepted',
  refused: 'refused',
  invalid: 'invalid',
  'not-attempted': 'not_attempted',
} as const;
/** Opens `<folder>/bulk.db`, for the one process that writes the ledger. */
export function openSqliteJobStore(folder: string): SqliteJobStore {
  const file = join(folder, JOB_FILE);
  // SQLite gives its companion files the rights of the main file.
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
  const db = new Database(file);
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    migrateJobs(db);
    return new SqliteJobStore(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** 作业库 in one SQLite file. */
export class SqliteJobStore implements JobStore {
  constructor(private readonly db: Database.Database) {}

  begin(job: NewJob): boolean {
    return this.atOnce(() => {
      const { id, actor } = job;
      const state = this.find(id)?.state;
      if (state !== undefined && state !== 'cancelled' && state !== 'expired') return false;
      this.takeAway(id);
      this.run(
        'INSERT INTO jobs (id, unit, state, given) VALUES (?, ?, ?, ?)',
        id,
        actor.unit,
        'reading',
        JSON.stringify(job),
      );
      return true;
    });
  }

  addRows(id: string, { number, firstRow, lastRow, count, sealed }: SealedRows): void {
    this.run(
      'INSERT INTO sealed_rows VALUES (?, ?, ?, ?, ?, ?)',
      id,
      number,
      firstRow,
      lastRow,
      count,
      JSON.stringify(sealed),
    );
  }

  addBadCells(id: string, cells: readonly BadCell[]): void {
    this.atOnce(() => {
      let number = this.count('SELECT count(*) FROM bad_cells WHERE job = ?', id);
      for (const cell of cells)
        this.run('INSERT INTO bad_cells VALUES (?, ?, ?, ?)', id, ++number, cell.row, JSON.stringify(cell));
    });
  }

  previewed(id: string, rows: number): void {
    const badRows = this.count('SELECT count(DISTINCT row) FROM bad_cells WHERE job = ?', id);
    const badCells = this.count('SELECT count(*) FROM bad_cells WHERE job = ?', id);
    const set =
      "UPDATE jobs SET state = 'previewed', rows = ?, bad_rows = ?, bad_cells = ? WHERE id = ? AND state = 'reading'";
    this.run(set, rows, badRows, badCells, id);
  }

  remove(id: string): void {
    this.atOnce(() => this.takeAway(id));
  }

  find(id: string): BulkJob | undefined {
    const line = this.db.prepare<[string], JobLine>('SELECT * FROM jobs WHERE id = ?').get(id);
    return line && jobOf(line);
  }

  page({ unit, before = Number.MAX_SAFE_INTEGER, limit }: JobsWanted): JobPage {
    const narrowed = unit === undefined ? '' : 'unit = ? AND ';
    const lines = this.db
      .prepare<unknown[], JobLine>(`SELECT * FROM jobs WHERE ${narrowed}number < ? ORDER BY number DESC LIMIT ?`)
      .all(...(unit === undefined ? [] : [unit]), before, limit);
    const last = lines.at(-1);
    return { jobs: lines.map(jobOf), ...(last && lines.length === limit ? { before: last.number } : {}) };
  }

  inState(state: JobState): readonly BulkJob[] {
    return this.db
      .prepare<[string], JobLine>('SELECT * FROM jobs WHERE state = ? ORDER BY number')
      .all(state)
      .map(jobOf);
  }

  badCells(id: string, after: number, limit: number): readonly (BadCell & { readonly number: number })[] {
    return this.db
      .prepare<[string, number, number], { number: number; cell: string }>(
        'SELECT number, cell FROM bad_cells WHERE job = ? AND number > ? ORDER BY number LIMIT ?',
      )
      .all(id, after, limit)
      .map(({ number, cell }) => ({ number, ...(JSON.parse(cell) as BadCell) }));
  }

  commit(id: string, { skipBad, at, committedAt, committedBy }: Commitment): boolean {
    return this.atOnce(() => {
      const set = `UPDATE jobs SET state = 'running', skip_bad = ?, at = ?, committed_at = ?, committed_by = ?
        WHERE id = ? AND state = 'previewed'`;
      const by = JSON.stringify(committedBy);
      if (this.run(set, skipBad ? 1 : 0, at ?? null, committedAt, by, id) === 0) return false;
      const bad = this.db.prepare<[string], number>('SELECT DISTINCT row FROM bad_cells WHERE job = ?').pluck().all(id);
      this.put(id, bad.map(rowNotAttempted));
      return true;
    });
  }

  drop(id: string, state: 'cancelled' | 'expired', endedAt: string): boolean {
    return this.atOnce(() => {
      const set = "UPDATE jobs SET state = ?, ended_at = ? WHERE id = ? AND state = 'previewed'";
      if (this.run(set, state, endedAt, id) === 0) return false;
      this.run('DELETE FROM sealed_rows WHERE job = ?', id);
      return true;
    });
  }

  rows(id: string, after: number): SealedRows | undefined {
    const line = this.db
      .prepare<[string, number], RowsLine>(
        'SELECT * FROM sealed_rows WHERE job = ? AND number > ? ORDER BY number LIMIT 1',
      )
      .get(id, after);
    if (!line) return undefined;
    const { number, first_row: firstRow, last_row: lastRow, count, sealed } = line;
    return { number, firstRow, lastRow, count, sealed: JSON.parse(sealed) as SealedValue };
  }

  record(id: string, outcomes: readonly RowOutcome[]): void {
    this.atOnce(() => this.put(id, outcomes));
  }

  outcomes(id: string, after: number, limit: number): readonly RowOutcome[] {
    return this.db
      .prepare<[string, number, number], string>(
        'SELECT told FROM outcomes WHERE job = ? AND row > ? ORDER BY row LIMIT ?',
      )
      .pluck()
      .all(id, after, limit)
      .map((told) => JSON.parse(told) as RowOutcome);
  }

  finish(id: string, endedAt: string): void {
    this.atOnce(() => {
      const set = "UPDATE jobs SET state = 'done', ended_at = ? WHERE id = ? AND state = 'running'";
      if (this.run(set, endedAt, id) > 0) this.run('DELETE FROM sealed_rows WHERE job = ?', id);
    });
  }

  close(): void {
    this.db.close();
  }

  private put(id: string, outcomes: readonly RowOutcome[]): void {
    for (const one of outcomes) {
      const { row, outcome } = one;
      if (this.run('INSERT OR IGNORE INTO outcomes VALUES (?, ?, ?, ?)', id, row, outcome, JSON.stringify(one)) === 0)
        continue;
      const name = COUNTED[outcome];
      this.run(`UPDATE jobs SET ${name} = ${name} + 1 WHERE id = ?`, id);
    }
  }

  private takeAway(id: string): void {
    for (const table of ['sealed_rows', 'bad_cells', 'outcomes']) this.run(`DELETE FROM ${table} WHERE job = ?`, id);
    this.run('DELETE FROM jobs WHERE id = ?', id);
  }

  private readonly prepared = new Map<string, Database.Statement<unknown[]>>();

  private run(sql: string, ...values: readonly unknown[]): number {
    let statement = this.prepared.get(sql);
    if (!statement) this.prepared.set(sql, (statement = this.db.prepare(sql)));
    return statement.run(...values).changes;
  }

  private count(sql: string, id: string): number {
    return this.db.prepare<[string], number>(sql).pluck().get(id) ?? 0;
  }

  private atOnce<T>(work: () => T): T {
    return this.db.transaction(work).immediate();
  }
}

function jobOf(line: JobLine): BulkJob {
  const { accepted, refused, invalid, not_attempted: notAttempted } = line;
  return {
    ...(JSON.parse(line.given) as NewJob),
    state: line.state,
    rows: line.rows,
    badRows: line.bad_rows,
    badCells: line.bad_cells,
    skipBad: line.skip_bad === 1,
    ...(line.at === null ? {} : { at: line.at }),
    ...(line.committed_at === null ? {} : { committedAt: line.committed_at }),
    ...(line.committed_by === null ? {} : { committedBy: JSON.parse(line.committed_by) as Actor }),
    ...(line.ended_at === null ? {} : { endedAt: line.ended_at }),
    done: accepted + refused + invalid + notAttempted,
    accepted,
    refused,
    invalid,
    notAttempted,
  };
}
