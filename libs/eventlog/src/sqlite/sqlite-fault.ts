import { damaged, type Place } from '../damaged';

/** SQLite's result code, such as `SQLITE_IOERR_FSYNC`; empty for other errors. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');

export const isCorrupt = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

/** After one of these nobody knows what is on the disk; a full disk is not among them. */
export const isDiskFault = (error: unknown): boolean => isCorrupt(error) || codeOf(error).startsWith('SQLITE_IOERR');

/** A file that SQLite cannot read is a damaged log; other errors stay what they are. */
export function toLogDamaged(error: unknown, where: Place): unknown {
  if (!isCorrupt(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return damaged(where, `the file cannot be read: ${reason}`, `文件无法读取：${reason}`, error);
}
