import type Database from 'better-sqlite3';
import { VaultSchemaUnknown } from '../vault-errors';

/** "SKLV": marks the file as a vault of this program. */
const APPLICATION_ID = 0x534b4c56;

/**
 * What each version adds; entry n brings a file from version n to n + 1. Never edited once shipped.
 *
 * `data_keys` only grows at its end, and a destroyed key is overwritten by zeros of the same length: SQLite then
 * changes the bytes in place, and no page split or merge ever leaves a copy of a wrapped key behind.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE ledger_keys (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
   CREATE TABLE data_keys (
     id INTEGER PRIMARY KEY,
     person TEXT NOT NULL,
     generation INTEGER NOT NULL,
     wrapped BLOB NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX data_keys_person ON data_keys (person, generation);
   CREATE TABLE destructions (
     person TEXT NOT NULL,
     generation INTEGER NOT NULL,
     at TEXT NOT NULL,
     PRIMARY KEY (person, generation)
   ) STRICT;
   CREATE TABLE documents (
     id INTEGER PRIMARY KEY,
     sha256 TEXT NOT NULL,
     owner TEXT NOT NULL,
     generation INTEGER NOT NULL,
     cipher BLOB NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX documents_sha256 ON documents (sha256, owner, generation);
   CREATE TABLE decryptions (
     sequence INTEGER PRIMARY KEY,
     person TEXT NOT NULL,
     at TEXT NOT NULL,
     actor TEXT NOT NULL,
     purpose TEXT NOT NULL,
     command_id TEXT,
     fields TEXT NOT NULL,
     outcome TEXT NOT NULL,
     previous TEXT NOT NULL,
     hash TEXT NOT NULL
   ) STRICT;
   CREATE TABLE journal_head (
     id INTEGER PRIMARY KEY CHECK (id = 1),
     sequence INTEGER NOT NULL,
     hash TEXT NOT NULL,
     mac TEXT NOT NULL
   ) STRICT;
   CREATE TRIGGER decryptions_unchanged BEFORE UPDATE ON decryptions
     BEGIN SELECT RAISE(ABORT, 'the decryption journal is append-only'); END;
   CREATE TRIGGER decryptions_kept BEFORE DELETE ON decryptions
     BEGIN SELECT RAISE(ABORT, 'the decryption journal is append-only'); END;`,
  `CREATE TABLE blind_index (
     bucket INTEGER NOT NULL,
     person TEXT NOT NULL,
     generation INTEGER NOT NULL,
     stream TEXT NOT NULL,
     tag TEXT NOT NULL,
     PRIMARY KEY (bucket, person, generation, stream, tag)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX blind_index_person ON blind_index (person);
   CREATE TABLE blind_index_reach (id INTEGER PRIMARY KEY CHECK (id = 1), position INTEGER NOT NULL) STRICT;
   CREATE INDEX decryptions_person ON decryptions (person, sequence);`,
];

/** Brings the file to this program's version; one that is newer, or no vault, is refused and left alone. */
export function migrateVault(db: Database.Database): void {
  const version = knownVersion(db);
  if (version === MIGRATIONS.length) return;
  db.transaction(() => {
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}

/** A reader changes nothing: it wants exactly its own version. */
export function checkVaultVersion(db: Database.Database): void {
  const version = knownVersion(db);
  if (version < MIGRATIONS.length) {
    throw new VaultSchemaUnknown(
      `密钥库为旧版本 ${version},须先由写入进程升级`,
      `the vault has the older version ${version}; the writing process must bring it up to date first`,
    );
  }
}

function knownVersion(db: Database.Database): number {
  const version = Number(db.pragma('user_version', { simple: true }));
  const application = Number(db.pragma('application_id', { simple: true }));
  const tables = Number(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get());
  const isNew = version === 0 && application === 0 && tables === 0;
  if (!isNew && application !== APPLICATION_ID) {
    throw new VaultSchemaUnknown('该文件不是密钥库', 'this file is not a vault');
  }
  if (version > MIGRATIONS.length) {
    throw new VaultSchemaUnknown(
      `密钥库版本 ${version} 新于本程序所知的 ${MIGRATIONS.length};请使用较新的程序`,
      `the vault has version ${version}, newer than this program's ${MIGRATIONS.length}; use a newer program`,
    );
  }
  return version;
}
