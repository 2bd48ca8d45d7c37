import type { MaybePromise } from '@ledger/eventlog';
import type { Actor, SealedValue } from '@ledger/kernel';
import type { BadCell } from '../kinds/read-row';
import type { BulkJob, JobState, NewJob, RowOutcome } from './job';

/** Some of a job's rows, sealed together. */
export interface SealedRows {
  readonly number: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly count: number;
  readonly sealed: SealedValue;
}

export interface Commitment {
  readonly skipBad: boolean;
  readonly at?: string;
  readonly committedAt: string;
  readonly committedBy: Actor;
}

/** A page, keyed by what comes last. */
export interface JobsWanted {
  /** Of whoever uploads for that unit or organisation. */
  readonly unit?: string;
  readonly before?: number;
  readonly limit: number;
}

export interface JobPage {
  readonly jobs: readonly BulkJob[];
  /** Where to go on from. */
  readonly before?: number;
}

/**
 * 作业库: jobs of bulk upload, beside the log and not in it: the commands are the facts. What was uploaded lies here
 * sealed, and only until its job has ended. Every change is durable when it returns.
 */
export interface JobStore {
  /** Starts anew, in place of a job of that id that was dropped; false where there is one that was not. */
  begin(job: NewJob): MaybePromise<boolean>;
  addRows(id: string, rows: SealedRows): MaybePromise<void>;
  addBadCells(id: string, cells: readonly BadCell[]): MaybePromise<void>;
  previewed(id: string, rows: number): MaybePromise<void>;
  /** Takes a job that could not be read away, with everything of it. */
  remove(id: string): MaybePromise<void>;

  find(id: string): MaybePromise<BulkJob | undefined>;
  page(wanted: JobsWanted): MaybePromise<JobPage>;
  inState(state: JobState): MaybePromise<readonly BulkJob[]>;
  badCells(id: string, after: number, limit: number): MaybePromise<readonly (BadCell & { readonly number: number })[]>;

  /** From previewed to running; false where it is in another state. Bad rows get their outcome here. */
  commit(id: string, commitment: Commitment): MaybePromise<boolean>;
  /** From previewed to cancelled or expired, its rows dropped; false where it is in another state. */
  drop(id: string, state: 'cancelled' | 'expired', endedAt: string): MaybePromise<boolean>;

  rows(id: string, after: number): MaybePromise<SealedRows | undefined>;
  /** Each row once: what is known of it stays. */
  record(id: string, outcomes: readonly RowOutcome[]): MaybePromise<void>;
  outcomes(id: string, after: number, limit: number): MaybePromise<readonly RowOutcome[]>;
  /** From running to done; the sealed rows are dropped. */
  finish(id: string, endedAt: string): MaybePromise<void>;
  close(): MaybePromise<void>;
}
