import type { Actor, SealedValue } from '@ledger/kernel';
import type { Collection, Db } from 'mongodb';
import { ensureCollection, migrate } from '@ledger/mongodb';
import type { BulkJob, JobState, NewJob, RowOutcomeKind } from '../job';
import type { SealedRows } from '../job-store.port';

/** How rows ended, counted on the job. */
export const COUNTED = {
  accepted: 'accepted',
  refused: 'refused',
  invalid: 'invalid',
  'not-attempted': 'notAttempted',
} as const satisfies Readonly<Record<RowOutcomeKind, keyof JobDocument>>;

/** What callers gave lies as JSON text: its names may be anything. */
export interface JobDocument {
  readonly _id: string;
  /** In order of beginning. */
  readonly number: number;
  readonly unit: string;
  readonly state: JobState;
  readonly given: string;
  readonly rows: number;
  readonly badRows: number;
  readonly badCells: number;
  readonly skipBad: boolean;
  readonly at?: string;
  readonly committedAt?: string;
  readonly committedBy?: string;
  readonly endedAt?: string;
  readonly accepted: number;
  readonly refused: number;
  readonly invalid: number;
  readonly notAttempted: number;
}

export interface RowsDocument extends Omit<SealedRows, 'sealed'> {
  readonly _id: string;
  readonly job: string;
  readonly sealed: string;
}

export interface BadCellDocument {
  readonly _id: string;
  readonly job: string;
  readonly number: number;
  readonly row: number;
  readonly cell: string;
}

export interface OutcomeDocument {
  readonly _id: string;
  readonly job: string;
  readonly row: number;
  readonly told: string;
}

export interface JobCollections {
  readonly jobs: Collection<JobDocument>;
  readonly rows: Collection<RowsDocument>;
  readonly badCells: Collection<BadCellDocument>;
  readonly outcomes: Collection<OutcomeDocument>;
  readonly counters: Collection<{ readonly _id: 'jobs'; readonly last: number }>;
}

export const jobCollections = (db: Db): JobCollections => ({
  jobs: db.collection('bulk_jobs'),
  rows: db.collection('bulk_rows'),
  badCells: db.collection('bulk_bad_cells'),
  outcomes: db.collection('bulk_outcomes'),
  counters: db.collection('bulk_counters'),
});

export async function prepareJobs(db: Db): Promise<void> {
  const { jobs, rows, badCells, outcomes, counters } = jobCollections(db);
  await migrate(db, 'bulk', [
    {
      name: '0001 jobs, rows, bad cells, outcomes',
      async apply() {
        await jobs.createIndexes([
          { name: 'number', key: { number: 1 }, unique: true },
          { name: 'unit.number', key: { unit: 1, number: 1 } },
          { name: 'state.number', key: { state: 1, number: 1 } },
        ]);
        await rows.createIndex({ job: 1, number: 1 }, { name: 'job.number' });
        await badCells.createIndex({ job: 1, number: 1 }, { name: 'job.number' });
        await outcomes.createIndex({ job: 1, row: 1 }, { name: 'job.row' });
        await ensureCollection(db, counters.collectionName);
      },
    },
  ]);
}

export const newJobDocument = (job: NewJob, number: number): JobDocument => ({
  _id: job.id,
  number,
  unit: job.actor.unit,
  state: 'reading',
  given: JSON.stringify(job),
  rows: 0,
  badRows: 0,
  badCells: 0,
  skipBad: false,
  accepted: 0,
  refused: 0,
  invalid: 0,
  notAttempted: 0,
});

export function jobOf(document: JobDocument): BulkJob {
  const { state, rows, badRows, badCells, skipBad, at, committedAt, committedBy, endedAt } = document;
  const { accepted, refused, invalid, notAttempted } = document;
  return {
    ...(JSON.parse(document.given) as NewJob),
    state,
    rows,
    badRows,
    badCells,
    skipBad,
    ...(at === undefined ? {} : { at }),
    ...(committedAt === undefined ? {} : { committedAt }),
    ...(committedBy === undefined ? {} : { committedBy: JSON.parse(committedBy) as Actor }),
    ...(endedAt === undefined ? {} : { endedAt }),
    done: accepted + refused + invalid + notAttempted,
    accepted,
    refused,
    invalid,
    notAttempted,
  };
}

export const sealedRowsOf = ({ number, firstRow, lastRow, count, sealed }: RowsDocument): SealedRows => ({
  number,
  firstRow,
  lastRow,
  count,
  sealed: JSON.parse(sealed) as SealedValue,
});
