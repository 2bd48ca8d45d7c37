import { closeSync, existsSync, fdatasyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogHead } from './running-hash';
import { damaged } from '../damaged';

export const HEAD_FILE = 'head';
const HEX_HASH = /^[0-9a-f]{64}$/;

const textOf = (head: LogHead): string => `${JSON.stringify(head)}\n`;
const pathOf = (folder: string): string => join(folder, HEAD_FILE);

/** What the log had reached when the head was last written; undefined where there is none. */
export function readHead(folder: string): LogHead | undefined {
  if (!existsSync(pathOf(folder))) return undefined;
  const text = readFileSync(pathOf(folder), 'utf8');
  try {
    const head: unknown = JSON.parse(text);
    if (isHead(head)) return head;
  } catch {
    // Told below, like any other content that is no head.
  }
  throw damaged({}, `the file ${HEAD_FILE} cannot be read`, `文件 ${HEAD_FILE} 无法读取`);
}

function isHead(value: unknown): value is LogHead {
  const { position, running, blockPosition, blockRunning } = (value ?? {}) as Partial<Record<keyof LogHead, unknown>>;
  const isHash = (text: unknown): boolean => typeof text === 'string' && HEX_HASH.test(text);
  return (
    Number.isSafeInteger(position) && Number.isSafeInteger(blockPosition) && isHash(running) && isHash(blockRunning)
  );
}

/** Replaces the file: a crash leaves the old one or the new one, whole. */
export function writeHeadNow(folder: string, head: LogHead): void {
  const temporary = `${pathOf(folder)}.now`;
  const handle = openSync(temporary, 'w');
  try {
    writeSync(handle, textOf(head));
    fdatasyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, pathOf(folder));
}

/** The same beside the event loop. */
export async function writeHead(folder: string, head: LogHead): Promise<void> {
  const temporary = `${pathOf(folder)}.next`;
  const handle = await open(temporary, 'w');
  try {
    await handle.write(textOf(head));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(temporary, pathOf(folder));
}
