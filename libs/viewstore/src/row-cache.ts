import type { MaybePromise } from '@ledger/eventlog';
import { rowCheck } from './table-schemas';
import type { ChangedRow, Row, TableSchema } from './view-store.port';

/** Where rows are looked up that are not in memory. */
export type RowSource = (table: string, key: string) => MaybePromise<Row | undefined>;

/** Thrown out of a projection that asked for a row which a networked store must fetch first; the event is then applied again. */
export class RowPending extends Error {
  constructor(readonly fetched: Promise<void>) {
    super('the row is being fetched');
    this.name = 'RowPending';
  }
}

/** One row in memory; undefined where there is none. */
interface Entry {
  readonly table: CachedTable;
  readonly key: string;
  row: Row | undefined;
  /** What the store holds, while it is known and differs from `row`. */
  before: Row | undefined;
  /** Not yet written back. */
  changed: boolean;
  /** The row of the same key in another table: the rows that one event touches mostly share a key, and one look-up finds all. */
  next: Entry | undefined;
}

interface CachedTable {
  readonly name: string;
  readonly check: (row: Row) => void;
  changed: Entry[];
}

/** How entries were before the changes that can still be undone; its objects are used again, since every event makes some. */
interface Before {
  entry: Entry;
  row: Row | undefined;
  changed: boolean;
}

/** Puts between two whose size is looked at. */
const SAMPLE_EVERY = 256;

/**
 * The rows that projections work on, in memory over a store: read through, written back at the end of a batch, and undone
 * event by event. Rows are never changed in place, so undoing is putting the old ones back.
 */
export class RowCache {
  private readonly tables = new Map<string, CachedTable>();
  /** Two generations: a key that is used again moves to the recent one. Only a write-back drops any. */
  private recent = new Map<string, Entry>();
  private older = new Map<string, Entry>();
  /** The first entry of the key used last. */
  private last: Entry | undefined;
  private readonly before: Before[] = [];
  private undoable = 0;
  private sampled = { rows: 0, bytes: 0 };
  private puts = 0;
  /** Rows changed since the last write-back. */
  changedRows = 0;
  /** Set while a fetch is under way that the running event asked for. */
  pending: RowPending | undefined;

  constructor(
    schemas: Iterable<TableSchema>,
    private readonly source: RowSource,
    /** Keys kept after a write-back; those older than that many others are dropped. */
    private readonly keep: number,
  ) {
    for (const schema of schemas) {
      this.tables.set(schema.name, { name: schema.name, check: rowCheck(schema), changed: [] });
    }
  }

  get(name: string, key: string): Row | undefined {
    const table = this.table(name);
    const entry = this.cached(table, key);
    if (entry) return entry.row;
    const found = this.source(name, key);
    if (found instanceof Promise) {
      // An absent row is remembered too, or the event would ask for it for ever.
      this.pending = new RowPending(found.then((row) => void this.add(table, key, row)));
      throw this.pending;
    }
    if (found !== undefined) this.add(table, key, found);
    return found;
  }

  put(name: string, key: string, row: Row): void {
    const table = this.table(name);
    table.check(row);
    this.change(table, key, row);
    this.puts += 1;
    if (this.puts % SAMPLE_EVERY === 0) {
      this.sampled.rows += 1;
      this.sampled.bytes += JSON.stringify(row).length;
    }
  }

  delete(name: string, key: string): void {
    this.change(this.table(name), key, undefined);
  }

  /** From here on changes can be undone. */
  begin(): void {
    this.undoable = 0;
    this.pending = undefined;
  }

  /** Takes back every change since `begin`. */
  undo(): void {
    for (const { entry, row, changed } of this.before.slice(0, this.undoable).toReversed()) {
      entry.row = row;
      if (changed || !entry.changed) continue;
      entry.changed = false;
      entry.before = undefined;
      this.changedRows -= 1;
      const { changed: list } = entry.table;
      list.splice(list.lastIndexOf(entry), 1);
      // What was not there may stand in the store: it was never looked up.
      if (row === undefined) this.forget(entry);
    }
    this.undoable = 0;
  }

  /** Estimated JSON bytes of the rows not yet written back, from a sample of what was put. */
  changedBytes(): number {
    return this.sampled.rows === 0 ? 0 : (this.sampled.bytes / this.sampled.rows) * this.changedRows;
  }

  /** Hands every changed row to `write`, table by table. They stay changed until {@link written}. */
  forChanged(write: (table: string, rows: readonly ChangedRow[]) => void): void {
    for (const { name, changed } of this.tables.values()) if (changed.length > 0) write(name, changed);
  }

  /** The store holds the changed rows now. */
  written(): void {
    for (const table of this.tables.values()) {
      for (const entry of table.changed) {
        entry.changed = false;
        entry.before = undefined;
        if (entry.row === undefined) this.forget(entry);
      }
      table.changed = [];
    }
    this.changedRows = 0;
    this.undoable = 0;
    if (this.recent.size < this.keep) return;
    this.older = this.recent;
    this.recent = new Map();
    this.last = undefined;
  }

  private change(table: CachedTable, key: string, row: Row | undefined): void {
    const entry = this.cached(table, key) ?? this.add(table, key, undefined);
    this.note(entry);
    if (!entry.changed) entry.before = entry.row;
    entry.row = row;
    if (entry.changed) return;
    entry.changed = true;
    table.changed.push(entry);
    this.changedRows += 1;
  }

  private note(entry: Entry): void {
    const before = this.before[this.undoable];
    if (before) {
      before.entry = entry;
      before.row = entry.row;
      before.changed = entry.changed;
    } else {
      this.before.push({ entry, row: entry.row, changed: entry.changed });
    }
    this.undoable += 1;
  }

  private cached(table: CachedTable, key: string): Entry | undefined {
    let entry = this.last?.key === key ? this.last : this.first(key);
    while (entry && entry.table !== table) entry = entry.next;
    return entry;
  }

  private first(key: string): Entry | undefined {
    let entry = this.recent.get(key);
    if (!entry) {
      entry = this.older.get(key);
      if (!entry) return undefined;
      this.recent.set(key, entry);
    }
    this.last = entry;
    return entry;
  }

  private add(table: CachedTable, key: string, row: Row | undefined): Entry {
    const first = this.first(key);
    const entry = { table, key, row, before: undefined, changed: false, next: first?.next };
    if (first) first.next = entry;
    else {
      this.recent.set(key, entry);
      this.last = entry;
    }
    return entry;
  }

  private forget(entry: Entry): void {
    const first = this.first(entry.key);
    if (first === entry) {
      this.older.delete(entry.key);
      if (entry.next) this.recent.set(entry.key, entry.next);
      else this.recent.delete(entry.key);
      this.last = undefined;
      return;
    }
    for (let before = first; before; before = before.next) if (before.next === entry) before.next = entry.next;
  }

  private table(name: string): CachedTable {
    const table = this.tables.get(name);
    if (!table) throw new Error(`there is no table ${JSON.stringify(name)}`);
    return table;
  }
}
