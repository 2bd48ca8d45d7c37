import { isUtf8 } from 'node:buffer';

/** A line of an import file: its text, or why it has none. Lines count from 1. */
export interface InputLine {
  readonly line: number;
  readonly text?: string;
  readonly fault?: 'too-long' | 'not-utf8';
  /** Where the line ends in the file, its line feed included, in bytes. */
  readonly endsAt: number;
}

/** Longest line that is read, in bytes; a roster of ten thousand ID numbers fits. */
const MAX_LINE_BYTES = 1_048_576;

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Cuts bytes into lines as they come, a chunk's worth at a time; never holds more than one chunk and one line. */
export async function* inputLines(
  chunks: AsyncIterable<Buffer>,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<readonly InputLine[]> {
  const cutter = new LineCutter(maxBytes);
  for await (const chunk of chunks) yield cutter.take(chunk);
  const last = cutter.rest();
  if (last) yield [last];
}

class LineCutter {
  private line = 0;
  private at = 0;
  private parts: Buffer[] = [];
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  take(chunk: Buffer): InputLine[] {
    const lines: InputLine[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      this.add(chunk.subarray(from, end));
      from = end + 1;
      lines.push(this.cut(this.at + from));
    }
    this.add(chunk.subarray(from));
    this.at += chunk.length;
    return lines;
  }

  /** A last line without line feed. */
  rest(): InputLine | undefined {
    return this.length > 0 ? this.cut(this.at) : undefined;
  }

  /** What goes beyond the limit is passed over unread. */
  private add(part: Buffer): void {
    if (part.length === 0) return;
    this.length += part.length;
    if (this.length <= this.maxBytes) this.parts.push(part);
    else this.parts = [];
  }

  private cut(endsAt: number): InputLine {
    this.line += 1;
    const { line, length, parts } = this;
    const [only] = parts;
    this.parts = [];
    this.length = 0;
    if (length > this.maxBytes) return { line, fault: 'too-long', endsAt };
    let bytes = parts.length === 1 && only ? only : Buffer.concat(parts);
    if (bytes.at(-1) === CARRIAGE_RETURN) bytes = bytes.subarray(0, -1);
    if (line === 1 && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) bytes = bytes.subarray(3);
    return isUtf8(bytes) ? { line, text: bytes.toString('utf8'), endsAt } : { line, fault: 'not-utf8', endsAt };
  }
}
