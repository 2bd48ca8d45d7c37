import { CommandError } from '../command-error';
import { compareKeys, type Direction } from './compare';
import { valueAt, type Doc } from './doc';
import { OrderedEntries } from './ordered-entries';
import { newest, type Entry, type OpenTransaction, type StoredRecord } from './stored-record';
import { Timeline } from './timeline';

export interface IndexSpec {
  readonly name: string;
  readonly key: Readonly<Record<string, Direction>>;
  readonly unique?: boolean;
}

export interface Index extends IndexSpec {
  readonly fields: readonly string[];
  readonly directions: readonly Direction[];
  readonly entries: OrderedEntries;
}

/** A write met one of an open transaction: who is in no transaction waits for its end, as the server does. */
export class Busy extends Error {
  constructor(readonly until: Promise<void>) {
    super('another transaction has written this');
  }
}

/** Documents with their indexes, and every version of them that somebody may still read. */
export class Collection {
  readonly indexes = new Map<string, Index>();
  private readonly records = new Set<StoredRecord>();
  private readonly untrimmed = new Set<StoredRecord>();

  constructor(
    readonly namespace: string,
    private readonly timeline: Timeline,
  ) {
    this.addIndex({ name: '_id_', key: { _id: 1 }, unique: true });
  }

  all(): Iterable<StoredRecord> {
    return this.records;
  }

  insert(document: Doc, transaction: OpenTransaction | undefined): void {
    const record: StoredRecord = { number: this.timeline.nextRecord(), versions: [], entries: new Map() };
    this.write(record, document, transaction);
    this.records.add(record);
  }

  /** Writes a new version, or its end; all of its keys are checked first. */
  write(record: StoredRecord, document: Doc | undefined, transaction: OpenTransaction | undefined): void {
    this.refuseConflict(record, transaction);
    if (document) for (const index of this.indexes.values()) this.refuseDuplicate(index, record, document, transaction);
    if (transaction) {
      record.pending = { by: transaction, document };
      transaction.touched.add(this.settling(record));
    } else {
      record.versions.push({ committedAt: this.timeline.commit(), document });
    }
    this.syncEntries(record);
    this.trim(record);
  }

  addIndex(spec: IndexSpec): void {
    const fields = Object.keys(spec.key);
    const directions = Object.values(spec.key);
    const index: Index = { ...spec, fields, directions, entries: new OrderedEntries(directions) };
    for (const record of this.records) {
      const document = newest(record)?.document;
      if (document && spec.unique) this.refuseDuplicate(index, record, document, undefined);
      this.syncIndex(index, record);
    }
    this.indexes.set(spec.name, index);
  }

  dropIndex(name: string): void {
    this.indexes.delete(name);
    for (const record of this.records) record.entries.delete(name);
  }

  /** Whether an entry stands for what the view sees of its record. */
  isCurrent(index: Index, { key, record }: Entry, document: Doc): boolean {
    if (record.versions.length + Number(record.pending !== undefined) === 1) return true;
    return compareKeys(key, keyOf(index, document), index.directions) === 0;
  }

  /** After the oldest snapshot has moved. */
  trimAll(): void {
    for (const record of this.untrimmed) this.trim(record);
  }

  /** What ends a transaction's write of a record: it commits when the timeline says so. */
  private settling(record: StoredRecord): () => void {
    return () => {
      const { pending } = record;
      if (!pending) return;
      const committedAt = this.timeline.commitOf(pending.by);
      delete record.pending;
      // A commit changes no key: what was pending has its entries already.
      if (committedAt !== undefined) record.versions.push({ committedAt, document: pending.document });
      else this.syncEntries(record);
      this.trim(record);
    };
  }

  private refuseConflict(record: StoredRecord, transaction: OpenTransaction | undefined): void {
    const { pending } = record;
    if (pending && pending.by !== transaction) throw conflict(transaction, pending.by);
    const last = newest(record);
    if (transaction && last && last.committedAt > transaction.snapshot) throw conflict(transaction, undefined);
  }

  /** A key that somebody else has, or is about to have. Only the newest commit counts: a unique key is one for all times to come. */
  private refuseDuplicate(index: Index, record: StoredRecord, document: Doc, by: OpenTransaction | undefined): void {
    const key = keyOf(index, document);
    for (const value of key) if (Array.isArray(value)) throw noMultikey(index);
    if (!index.unique) return;
    const walker = index.entries.walkFrom(key, false, 1);
    for (let entry = walker.next(); entry; entry = walker.next()) {
      if (compareKeys(entry.key, key, index.directions) !== 0) return;
      const other = entry.record;
      if (other === record) continue;
      const { pending } = other;
      if (pending && pending.by !== by) throw conflict(by, pending.by);
      const held = pending ? pending.document : newest(other)?.document;
      if (!held || compareKeys(keyOf(index, held), key, index.directions) !== 0) continue;
      const last = newest(other);
      if (by && !pending && last && last.committedAt > by.snapshot) throw conflict(by, undefined);
      throw duplicate(this.namespace, index, key);
    }
  }

  private syncEntries(record: StoredRecord): void {
    for (const index of this.indexes.values()) this.syncIndex(index, record);
  }

  /** One entry for each key that a version of the record has. */
  private syncIndex(index: Index, record: StoredRecord): void {
    const before = record.entries.get(index.name) ?? [];
    const keys: (readonly unknown[])[] = [];
    const documents = record.versions.map(({ document }) => document);
    for (const document of record.pending ? [...documents, record.pending.document] : documents) {
      if (!document) continue;
      const key = keyOf(index, document);
      if (!keys.some((other) => compareKeys(other, key, index.directions) === 0)) keys.push(key);
    }
    const after = keys.map(
      (key) => before.find((entry) => compareKeys(entry.key, key, index.directions) === 0) ?? { key, record },
    );
    for (const entry of before) if (!after.includes(entry)) index.entries.remove(entry);
    for (const entry of after) if (!before.includes(entry)) index.entries.add(entry);
    record.entries.set(index.name, after);
  }

  private trim(record: StoredRecord): void {
    const oldest = this.timeline.oldestRead();
    const { versions } = record;
    let needed = versions.length - 1;
    while (needed > 0 && (versions[needed]?.committedAt ?? 0) > oldest) needed -= 1;
    const isGone = versions.length - Math.max(needed, 0) === 1 && newest(record)?.document === undefined;
    const isOver = isGone && !record.pending && (newest(record)?.committedAt ?? 0) <= oldest;
    if (needed > 0 || isOver) {
      record.versions = isOver ? [] : versions.slice(needed);
      this.syncEntries(record);
    }
    if (record.versions.length === 0 && !record.pending) this.records.delete(record);
    if (record.versions.length > 1 || (record.versions.length === 1 && newest(record)?.document === undefined)) {
      this.untrimmed.add(record);
    } else this.untrimmed.delete(record);
  }
}

export const keyOf = (index: Index, document: Doc): readonly unknown[] =>
  index.fields.map((field) => valueAt(document, field) ?? null);

/** A transaction is told; others wait for the one that is in the way. */
function conflict(by: OpenTransaction | undefined, other: OpenTransaction | undefined): Error {
  if (!by && other) return new Busy(other.ended);
  return new CommandError(
    112,
    'Caused by :: Write conflict during plan execution and yielding is disabled. :: Please retry your operation or multi-document transaction.',
    {},
    ['TransientTransactionError'],
  );
}

function duplicate(namespace: string, index: Index, key: readonly unknown[]): CommandError {
  const keyValue = Object.fromEntries(index.fields.map((field, at) => [field, key[at]]));
  return new CommandError(
    11000,
    `E11000 duplicate key error collection: ${namespace} index: ${index.name} dup key: ${JSON.stringify(keyValue)}`,
    { keyPattern: index.key, keyValue },
  );
}

const noMultikey = (index: Index): CommandError =>
  new CommandError(2, `the double keeps no multikey index: an array stands in a field of ${index.name}`);
