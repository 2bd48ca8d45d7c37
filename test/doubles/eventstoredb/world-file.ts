import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { LogRecord } from './records';
import { World } from './world';

/** A record as a line of the file: bytes in base64. */
interface Line extends Omit<LogRecord, 'data' | 'metadata' | 'revision' | 'position' | 'end'> {
  readonly data: string;
  readonly metadata: string;
}

/** A world whose records are kept in a file, so that a double that is started anew goes on from them. */
export function worldIn(file: string): World {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // A line without its end was cut off while it was written: nobody was told of it.
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
  const world = new World(lines.map(recordOf));
  if (lines.length === 0) for (const record of world.log) keep(file, record);
  world.on('record', (record: LogRecord) => keep(file, record));
  return world;
}

function recordOf(line: string): Omit<LogRecord, 'revision' | 'position' | 'end'> {
  const { data, metadata, ...rest } = JSON.parse(line) as Line;
  return { ...rest, data: Buffer.from(data, 'base64'), metadata: Buffer.from(metadata, 'base64') };
}

function keep(file: string, { stream, id, type, isJson, created, data, metadata }: LogRecord): void {
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const line: Line = { stream, id, type, isJson, created, data: base64(data), metadata: base64(metadata) };
  appendFileSync(file, `${JSON.stringify(line)}\n`);
}
