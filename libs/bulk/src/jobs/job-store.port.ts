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
  /** Starts anew, in place of a job of that id that was dropped. */
  begin(job: NewJob): void;
  addRows(id: string, rows: SealedRows): void;
  addBadCells(id: string, cells: readonly BadCell[]): void;
  previewed(id: string, rows: number): void;
  /** Takes a job that could not be read away, with everything of it. */
  remove(id: string): void;

  find(id: string): BulkJob | undefined;
  page(wanted: JobsWanted): JobPage;
  inState(state: JobState): readonly BulkJob[];
  badCells(id: string, after: number, limit: number): readonly (BadCell & { readonly number: number })[];

  /** From previewed to running; false where it is in another state. Bad rows get their outcome here. */
  commit(id: string, commitment: Commitment): boolean;
  /** From previewed to cancelled or expired, its rows dropped; false where it is in another state. */
  drop(id: string, state: 'cancelled' | 'expired', endedAt: string): boolean;

  rows(id: string, after: number): SealedRows | undefined;
  /** Each row once: what is known of it stays. */
  record(id: string, outcomes: readonly RowOutcome[]): void;
  outcomes(id: string, after: number, limit: number): readonly RowOutcome[];
  /** From running to done; the sealed rows are dropped. */
  finish(id: string, endedAt: string): void;
  close(): void;
}
