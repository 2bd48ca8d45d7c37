import type { Migration } from './migration';

/**
 * `events.event` is the canonical JSON of the envelope and `events.hash` the SHA-256 of its bytes; stream, version and
 * type stand beside it for indexes and for readers with the sqlite3 shell.
 * A claim has the position of its first event, so that claims are written side by side; only the small unique index has
 * random keys. A claim without answer is open.
 */
export const eventsClaimsMeta: Migration = {
  number: 1,
  sql: `
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      type TEXT NOT NULL,
      event TEXT NOT NULL,
      hash BLOB NOT NULL,
      UNIQUE (stream, version)
    );
    CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
      BEGIN SELECT RAISE(ABORT, 'an event is never changed; a correction is a new event'); END;
    CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
      BEGIN SELECT RAISE(ABORT, 'an event is never deleted; a correction is a new event'); END;
    CREATE TABLE claims (
      position INTEGER PRIMARY KEY,
      command_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      digest TEXT NOT NULL,
      target TEXT NOT NULL,
      sealed TEXT,
      answer TEXT
    );
    CREATE INDEX open_claims ON claims (position) WHERE answer IS NULL;
    CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  `,
};
