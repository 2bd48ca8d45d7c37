import { Long } from 'bson';
import { CommandError } from './command-error';
import type { Doc } from './store/doc';

/** Documents of a batch where none is asked for, and bytes of one. */
const FIRST_BATCH = 101;
const BATCH_BYTES = 16 * 1024 * 1024;

interface Cursor {
  readonly namespace: string;
  readonly documents: readonly Doc[];
  at: number;
}

/** What is left of answers that were too long for one batch. A cursor shows what there was when it was opened. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();
  private last = 0x1_0000;

  first(
    namespace: string,
    documents: readonly Doc[],
    batchSize: number | undefined,
    single: boolean,
    sizeOf: (document: Doc) => number,
  ): Doc {
    const cursor: Cursor = { namespace, documents, at: 0 };
    const firstBatch = take(cursor, batchSize ?? FIRST_BATCH, sizeOf);
    const isOver = single || cursor.at >= documents.length;
    return { cursor: { firstBatch, id: isOver ? Long.ZERO : this.keep(cursor), ns: namespace }, ok: 1 };
  }

  more(id: unknown, batchSize: number | undefined, sizeOf: (document: Doc) => number): Doc {
    const name = String(id);
    const cursor = this.open.get(name);
    if (!cursor) throw new CommandError(43, `cursor id ${name} not found`);
    const nextBatch = take(cursor, batchSize ?? Number.POSITIVE_INFINITY, sizeOf);
    const isOver = cursor.at >= cursor.documents.length;
    if (isOver) this.open.delete(name);
    return { cursor: { nextBatch, id: isOver ? Long.ZERO : Long.fromString(name), ns: cursor.namespace }, ok: 1 };
  }

  kill(ids: readonly unknown[]): Doc {
    const cursorsKilled = ids.filter((id) => this.open.delete(String(id)));
    const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
    return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
  }

  get count(): number {
    return this.open.size;
  }

  private keep(cursor: Cursor): Long {
    this.last += 1;
    this.open.set(String(this.last), cursor);
    return Long.fromNumber(this.last);
  }
}

function take(cursor: Cursor, most: number, sizeOf: (document: Doc) => number): Doc[] {
  const batch: Doc[] = [];
  let bytes = 0;
  while (batch.length < most && cursor.at < cursor.documents.length) {
    const document = cursor.documents[cursor.at] as Doc;
    bytes += sizeOf(document);
    if (batch.length > 0 && bytes > BATCH_BYTES) break;
    batch.push(document);
    cursor.at += 1;
  }
  return batch;
}
