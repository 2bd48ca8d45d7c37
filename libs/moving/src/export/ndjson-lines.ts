import { closeSync, openSync, readSync } from 'node:fs';

/** UTF-8 of the largest event that a log takes: see encode-event.ts of libs/eventlog. */
const LINE_BYTES_MAX = 8 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/** Why a file cannot be cut into lines. */
export type LineFault = 'too-long' | 'cut' | 'not-utf8';

/** A line that is none; `line` counts from 1. */
export class BadLine extends Error {
  constructor(
    readonly line: number,
    readonly fault: LineFault,
  ) {
    super(`line ${line}: ${fault}`);
    this.name = 'BadLine';
  }
}

/** The lines of a file, each ended by a line feed; never more than one line in memory. @throws BadLine */
export function* linesOf(file: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    let rest: Buffer[] = [];
    let restBytes = 0;
    let line = 1;
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0 && end < read; end = chunk.indexOf(LINE_FEED, from)) {
        if (restBytes + end - from > LINE_BYTES_MAX) throw new BadLine(line, 'too-long');
        yield text(decoder, Buffer.concat([...rest, chunk.subarray(from, end)]), line);
        [rest, restBytes, from] = [[], 0, end + 1];
        line += 1;
      }
      if (from === read) continue;
      rest.push(Buffer.from(chunk.subarray(from, read)));
      restBytes += read - from;
      if (restBytes > LINE_BYTES_MAX) throw new BadLine(line, 'too-long');
    }
    if (restBytes > 0) throw new BadLine(line, 'cut');
  } finally {
    closeSync(handle);
  }
}

function text(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer, line: number): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new BadLine(line, 'not-utf8');
  }
}
