import type { Readable } from 'node:stream';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';
import { LIMITS } from './limits';
import { refusedTable, TableRefused } from './table-refused';

const damaged = (): TableRefused => refusedTable('文件不是有效的 xlsx 工作簿。', 'The file is no valid xlsx workbook.');
const tooLarge = (): TableRefused => refusedTable('工作簿解开后过大。', 'Unpacked, the workbook is too large.');

/** What a reader of a part is told of its XML. */
export interface PartReader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * 工作簿各部分: the files within an xlsx, unpacked piece by piece. What a part says of its size bounds what comes out of it,
 * and is bounded itself: a small file that unpacks without end stops there.
 */
export class WorkbookParts {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  static async of(bytes: Buffer): Promise<WorkbookParts> {
    try {
      const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
      if (zip.entryCount > LIMITS.zipEntries) throw tooLarge();
      return new WorkbookParts(zip, await entriesOf(zip));
    } catch (error) {
      throw error instanceof TableRefused ? error : damaged();
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Reads a part; control comes back after every piece. */
  async *read(name: string, reader: PartReader): AsyncGenerator<void> {
    const entry = this.entries.get(name);
    if (!entry || entry.isEncrypted()) throw damaged();
    if (entry.uncompressedSize > LIMITS.partBytes) throw tooLarge();
    try {
      yield* pieces(await this.zip.openReadStreamPromise(entry), reader);
    } catch (error) {
      throw error instanceof TableRefused ? error : damaged();
    }
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.once('end', resolve);
    zip.once('error', reject);
    zip.readEntry();
  });
  return entries;
}

/** Entities other than XML's own five are an error to the parser, so none can grow. */
async function* pieces(stream: Readable, reader: PartReader): AsyncGenerator<void> {
  const parser = new SaxesParser();
  let failure: unknown;
  parser.on('error', (error) => (failure ??= error));
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => reader.open(local(name), attributes));
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  parser.on('closetag', ({ name }) => reader.close(local(name)));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of stream) {
    parser.write(decoder.decode(piece as Buffer, { stream: true }));
    if (failure !== undefined) throw damaged();
    yield;
  }
  parser.write(decoder.decode()).close();
  if (failure !== undefined) throw damaged();
  yield;
}

/** Some programs write `x:row` for `row`. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);
