import type { Position } from '@ledger/kernel';
import { LogDamaged } from '../event-store.port';

/** SQLite's result code, such as `SQLITE_IOERR_FSYNC`; empty for other errors. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');

export const isCorrupt = (error: unknown): boolean => /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

/** After one of these nobody knows what is on the disk; a full disk is not among them. */
export const isDiskFault = (error: unknown): boolean => isCorrupt(error) || codeOf(error).startsWith('SQLITE_IOERR');

/** Where something was being read when it failed. */
export interface Place {
  readonly stream?: string;
  readonly version?: number;
  readonly position?: Position;
}

/** A file that SQLite cannot read is a damaged log; other errors stay what they are. */
export function toLogDamaged(error: unknown, where: Place): unknown {
  if (!isCorrupt(error)) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return damaged(where, `the file cannot be read: ${reason}`, `文件无法读取：${reason}`, error);
}

/** The alarm, naming the place in both languages. */
export function damaged(where: Place, what: string, zh: string, cause?: unknown): LogDamaged {
  const place = Object.entries(where)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
  const at = place === '' ? '' : ` (${place})`;
  return new LogDamaged(
    `the log is damaged: ${what}${at}`,
    where,
    `事件日志已损坏：${zh}${place === '' ? '' : `（${place}）`}`,
    cause === undefined ? undefined : { cause },
  );
}
