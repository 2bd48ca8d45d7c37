import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

const BUSY_TIMEOUT_MS = 5_000;
/** Of a file that nobody else may read. */
const PRIVATE = 0o600;

/**
 * Copies a database file as it is at one moment, beside the process that writes it: `VACUUM INTO` reads in one transaction,
 * which in WAL mode holds up no writer, and leaves out freed pages, so that nothing that was overwritten or deleted goes along
 * (https://sqlite.org/lang_vacuum.html#vacuuminto). The copy is durable when this returns; it must not exist before.
 */
export function copyDatabase(from: string, to: string): void {
  // Made first, so that it is never readable by others; SQLite takes an empty file for none.
  closeSync(openSync(to, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, PRIVATE));
  const db = new Database(from, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  // VACUUM INTO leaves it to the operating system when the bytes reach the disk.
  const handle = openSync(to, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
