import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { assertEmpty } from './folder-place';

const UNFINISHED = '.unfinished';

/**
 * Makes a folder whole or not at all: the work is done beside it, made durable, and then takes its name. What a crash left
 * unfinished is removed by the next run for the same folder.
 * @throws MovingRefused where the folder is not empty
 */
export async function stagedFolder<T>(folder: string, work: (staging: string) => Promise<T>): Promise<T> {
  const target = resolve(folder);
  assertEmpty(target);
  const staging = `${target}${UNFINISHED}`;
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  try {
    const result = await work(staging);
    for (const name of readdirSync(staging)) sync(join(staging, name));
    sync(staging);
    if (existsSync(target)) rmdirSync(target);
    renameSync(staging, target);
    sync(dirname(target));
    return result;
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
