import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { readHead } from './head-file';
import { LOG_FILE } from './log-connection';
import { damaged } from '../damaged';
import { isCorrupt, toLogDamaged } from './sqlite-fault';

const HEADER_BYTES = 100;
const MAGIC = 'SQLite format 3';

/** The alarm for a log that cannot be opened: a file that is shorter than it says, with how far the log had come, or what SQLite says. */
export function unopenable(folder: string, error: unknown): unknown {
  const cut = isCorrupt(error) ? pagesOf(join(folder, LOG_FILE)) : undefined;
  if (!cut?.said || cut.there >= cut.said) return toLogDamaged(error, {});
  const position = headOf(folder);
  const [en, zh] =
    position === undefined ? ['', ''] : [`; it had reached position ${position}`, `；日志原已写到位置 ${position}`];
  return damaged(
    position === undefined ? {} : { position },
    `the file was cut: ${cut.there} of its ${cut.said} pages are there${en}`,
    `文件被截断：${cut.said} 页中只剩 ${cut.there} 页${zh}`,
    error,
  );
}

/** Pages that the file has, and that its header says it has. */
function pagesOf(file: string): { readonly there: number; readonly said: number } | undefined {
  const handle = openSync(file, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const read = readSync(handle, header, 0, HEADER_BYTES, 0);
    if (read < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
    const pageBytes = header.readUInt16BE(16);
    // SQLite's file format, section 1.3: a page of 65,536 bytes is written as 1.
    return {
      there: Math.floor(fstatSync(handle).size / (pageBytes === 1 ? 65_536 : pageBytes)),
      said: header.readUInt32BE(28),
    };
  } finally {
    closeSync(handle);
  }
}

function headOf(folder: string): number | undefined {
  try {
    return readHead(folder)?.position;
  } catch {
    return undefined;
  }
}
