import type Database from 'better-sqlite3';

/** "SKLJ": marks the file as jobs of this program. */
const APPLICATION_ID = 0x534b4c4a;

/** What each version adds; entry n brings a file from version n to n + 1. Never edited once shipped. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE jobs (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     unit TEXT NOT NULL,
     state TEXT NOT NULL,
     given TEXT NOT NULL,
     rows INTEGER NOT NULL DEFAULT 0,
     bad_rows INTEGER NOT NULL DEFAULT 0,
     bad_cells INTEGER NOT NULL DEFAULT 0,
     skip_bad INTEGER NOT NULL DEFAULT 0,
     at TEXT,
     committed_at TEXT,
     committed_by TEXT,
     ended_at TEXT,
     accepted INTEGER NOT NULL DEFAULT 0,
     refused INTEGER NOT NULL DEFAULT 0,
     invalid INTEGER NOT NULL DEFAULT 0,
     not_attempted INTEGER NOT NULL DEFAULT 0
   ) STRICT;
   CREATE INDEX jobs_unit ON jobs (unit, number);
   CREATE INDEX jobs_state ON jobs (state);
   CREATE TABLE sealed_rows (
     job TEXT NOT NULL,
     number INTEGER NOT NULL,
     first_row INTEGER NOT NULL,
     last_row INTEGER NOT NULL,
     count INTEGER NOT NULL,
     sealed TEXT NOT NULL,
     PRIMARY KEY (job, number)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE bad_cells (
     job TEXT NOT NULL,
     number INTEGER NOT NULL,
     row INTEGER NOT NULL,
     cell TEXT NOT NULL,
     PRIMARY KEY (job, number)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE outcomes (
     job TEXT NOT NULL,
     row INTEGER NOT NULL,
     outcome TEXT NOT NULL,
     told TEXT NOT NULL,
     PRIMARY KEY (job, row)
   ) STRICT, WITHOUT ROWID;`,
];

/** Brings the file to this program's version; a newer one, or a file of something else, is left alone. */
export function migrateJobs(db: Database.Database): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  const isNew = version === 0 && application === 0;
  if ((!isNew && application !== APPLICATION_ID) || version > MIGRATIONS.length) throw new JobsUnknown();
  if (version === MIGRATIONS.length) return;
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

/** The file is of another program or of a newer version of this one. */
export class JobsUnknown extends Error {
  readonly zh = 'bulk.db 不是本程序的作业库，或由较新的程序写成。';

  constructor() {
    super('bulk.db holds no jobs of this program, or was written by a newer one.');
    this.name = 'JobsUnknown';
  }
}
