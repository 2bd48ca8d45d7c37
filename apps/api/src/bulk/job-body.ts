import { bulkKind, type BadCell, type BulkJob } from '@ledger/bulk';
import type { Pace } from './job-pace';

/** 作业 as it is answered. */
export function jobBody(job: BulkJob, pace: Pace | undefined): object {
  const { id, kind, format, state, actor, common, createdAt, expiresAt, committedAt, committedBy, endedAt, at } = job;
  return {
    jobId: id,
    kind,
    format,
    state,
    uploadedBy: actor,
    common,
    createdAt,
    ...(state === 'previewed' ? { expiresAt } : {}),
    ...(committedAt === undefined ? {} : { committedAt, committedBy, skipBad: job.skipBad }),
    ...(at === undefined ? {} : { businessTime: at }),
    ...(endedAt === undefined ? {} : { endedAt }),
    rows: job.rows,
    badRows: job.badRows,
    badCells: job.badCells,
    progress: progressOf(job, pace),
  };
}

/** How far a job is; a file that is one command has one outcome. */
export function progressOf(job: BulkJob, pace: Pace | undefined): object {
  const { done, accepted, refused, invalid, notAttempted } = job;
  const total = bulkKind(job.kind).whole ? 1 : job.rows;
  return { done, total, accepted, refused, invalid, notAttempted, ...pace?.at(done, total) };
}

/** 有误的单元格 as it is answered: `title` is the column's Chinese name. */
export function badCellBody(job: BulkJob, { row, column, field, code, zh, en }: BadCell): object {
  const title = bulkKind(job.kind).columns.find((each) => each.field === field)?.zh;
  return {
    row,
    ...(column === undefined ? {} : { column }),
    ...(field === '' ? {} : { field }),
    ...(title === undefined ? {} : { title }),
    code,
    zh,
    en,
  };
}
