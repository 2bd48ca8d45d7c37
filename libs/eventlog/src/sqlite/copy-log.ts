import { join } from 'node:path';
import { copyDatabase } from '@ledger/sqlite';
import { assertPresent } from './check-log';
import { readHead, writeHeadNow } from './head-file';
import { LOG_FILE } from './log-connection';
import { connectToRead } from './open-sqlite-log-reader';
import { RunningHash, type LogHead } from './running-hash';

/**
 * Copies the log of a folder into another as it is at one moment, claims included, beside the process that writes it, and
 * gives the copy a head file of its own. The copy is not looked at: see `verifyLog`.
 * @throws LogUnavailable, LogDamaged, NewerSchema
 */
export function copySqliteLog(from: string, to: string): LogHead {
  const seen = readHead(from);
  assertPresent(from, seen);
  connectToRead(from).close();
  copyDatabase(join(from, LOG_FILE), join(to, LOG_FILE));
  const copy = connectToRead(to);
  try {
    const running = RunningHash.atStart();
    const hashes = copy.prepare('SELECT hash FROM events ORDER BY position').pluck();
    for (const hash of hashes.iterate()) running.add(hash as Buffer);
    const head = running.head();
    writeHeadNow(to, head);
    return head;
  } finally {
    copy.close();
  }
}
