import type { MaybePromise } from '@ledger/eventlog';
import type { Json, Position, RecordedEvent } from '@ledger/kernel';

/** A row is a JSON document known by its key; the columns named in the table can be searched and sorted by. */
export type Row = { readonly [column: string]: Json | undefined };

/**
 * 视图表: `columns` are taken from the row's fields of the same name and can be filtered on; `indexes` are lists of columns.
 * Each index ends with the key; one that names `key` itself goes on after it with columns that can be filtered by within it.
 */
export interface TableSchema {
  readonly name: string;
  readonly columns: Readonly<Record<string, 'text' | 'integer'>>;
  readonly indexes: readonly (readonly string[])[];
}

/** What a projection may do with the tables it owns. Reads see its own writes. Rows are values: put a new one, never change one. */
export interface Rows {
  get<R extends Row>(table: string, key: string): R | undefined;
  put(table: string, key: string, row: Row): void;
  delete(table: string, key: string): void;
}

/**
 * 投影: one question's view, folded from events. Knows only the event and its rows; a pure function of them.
 * `version` changes whenever the meaning changes: the view is then rebuilt beside the old one and switched.
 * Throwing undoes the event's writes, parks it and holds back later ones of its stream, in this projection only.
 */
export interface Projection {
  readonly name: string;
  readonly version: number;
  readonly tables: readonly TableSchema[];
  /** Event types that it looks at; others only move the checkpoint. */
  readonly handles: ReadonlySet<string>;
  /**
   * 'stream': the rows that an event reads or writes are touched by events of its own stream only, so that a rebuild may
   * fold streams in parallel. 'none' (the default): rows are shared between streams, such as a total per unit.
   */
  readonly partition?: 'stream' | 'none';
  apply(event: RecordedEvent, rows: Rows): void;
}

/** 停放事件: an event that a projection could not digest, by position; never a copy. Later ones of its stream wait behind it. */
export interface ParkedEvent {
  readonly projection: string;
  readonly position: Position;
  readonly stream: string;
  readonly version: number;
  readonly error: string;
  readonly attempts: number;
  /** False for an event that is held only because an earlier one of its stream is parked; its `attempts` are 0. */
  readonly failed: boolean;
}

export interface ProjectionStatus {
  readonly projection: string;
  readonly version: number;
  /** Of the tables' shapes as they are stored, see `fingerprintOf`. */
  readonly fingerprint: string;
  readonly checkpoint: Position;
  readonly parked: number;
}

/** A filter on one column; lists are alternatives. */
export interface Condition {
  readonly column: string;
  readonly is?: string | number | null | readonly (string | number)[];
  readonly atLeast?: string | number;
  readonly atMost?: string | number;
  /** What a text column must hold somewhere, such as one name of a list of them. */
  readonly has?: string;
}

export interface Query {
  readonly table: string;
  readonly where?: readonly Condition[];
  /** Columns to sort by, then by key (in the direction of the last); `-column` for descending. Nulls come first, descending last. */
  readonly orderBy?: readonly string[];
  /** 1 to 10,000; 100 where absent. */
  readonly limit?: number;
  /** Key-set page: rows after this one (the `cursor` of the last answer). */
  readonly cursor?: string;
  /**
   * Only as an index gives it: no row is read that is not in the answer, nothing is sorted. Values of an index's leading columns,
   * alternatives among them, then the order, with bounds on its first column; other filters only where the index holds their column.
   * @throws InvalidQuery 'index' where none does
   */
  readonly byIndex?: true;
}

export type WithKey<R> = R & { readonly key: string };

export interface Page<R> {
  readonly rows: readonly WithKey<R>[];
  /** Where to go on from; absent at the end. */
  readonly cursor?: string;
}

export interface ParkedFilter {
  readonly projection?: string;
  readonly stream?: string;
  readonly position?: Position;
  readonly failed?: boolean;
  readonly limit?: number;
}

/** What queries may do: embedded stores answer at once, networked ones later. */
export interface ViewReader {
  get<R extends Row>(table: string, key: string): MaybePromise<WithKey<R> | undefined>;
  /** @throws InvalidQuery for an unknown table or column, a value of the wrong type, or a cursor that is not of this query. */
  find<R extends Row>(query: Query): MaybePromise<Page<R>>;
  count(table: string, where?: readonly Condition[]): MaybePromise<number>;
  /** Rows by the value of a column; '' stands for null. */
  countBy(table: string, by: string, where?: readonly Condition[]): MaybePromise<Readonly<Record<string, number>>>;
  /** Sum of an integer column, 0 for no rows. */
  sum(table: string, column: string, where?: readonly Condition[]): MaybePromise<number>;
  /** The same by the value of another column; '' stands for null. */
  sumBy(
    table: string,
    column: string,
    by: string,
    where?: readonly Condition[],
  ): MaybePromise<Readonly<Record<string, number>>>;
  status(): MaybePromise<ProjectionStatus[]>;
  /** In order of position. */
  parked(only?: ParkedFilter): MaybePromise<ParkedEvent[]>;
}

/** 视图库: rows and checkpoints, changed together in one atomic step. */
export interface ViewStore extends ViewReader {
  /** Rows, checkpoints and parked events written by `work` become visible together, or not at all when it throws. */
  transact(work: (step: ViewStep) => void): MaybePromise<void>;
  /** Last version seen of these streams; absent for those that were never noted. */
  versions(streams: readonly string[]): MaybePromise<ReadonlyMap<string, number>>;
  /** An empty store for the same projections beside this one, loaded in bulk in `parts` parts and not read until `switchTo`. */
  shadow(parts: number): MaybePromise<ShadowStore>;
  close(): MaybePromise<void>;
}

/** The writing side of one atomic step. */
export interface ViewStep {
  /** Adds or replaces a row. `before` is what the store holds, where the caller knows it; less then need be written. */
  put(table: string, key: string, row: Row, before?: Row): void;
  delete(table: string, key: string): void;
  checkpoint(projection: Projection, position: Position): void;
  /** Adds the event or replaces what is known of it. */
  park(event: ParkedEvent): void;
  unpark(projection: string, position: Position): void;
  /** Notes the last version seen of a stream; used where positions have gaps. */
  version(stream: string, version: number): void;
}

/** The new store during a rebuild: parts are loaded in bulk, perhaps in worker threads, sealed, and switched to in one step. */
export interface ShadowStore {
  /** One for each part: what `openShadowPart` of the module needs. Plain data, so that it can be posted to a worker. */
  readonly parts: readonly ShadowPartRef[];
  /** Opens what the parts wrote, once each is finished and the first has taken in the others; it can be written like a live store. */
  open(): MaybePromise<ViewStore>;
  /** Atomically takes the place of the live store, which goes on under the old object. Closes the opened one. */
  switchTo(): MaybePromise<void>;
  /** Removes every trace of it. */
  abandon(): MaybePromise<void>;
}

export interface ShadowPartRef {
  /** Path of a module that exports `openShadowPart(data, projections): ShadowPart`. */
  readonly module: string;
  readonly data: Json;
}

/** A row to be added or replaced, or deleted where undefined. */
export interface ChangedRow {
  readonly key: string;
  readonly row: Row | undefined;
  /** What the store holds, where it is known. */
  readonly before?: Row;
}

/** One part of a shadow store, written by one thread. */
export interface ShadowPart {
  get(table: string, key: string): MaybePromise<Row | undefined>;
  /** Each key once. */
  write(table: string, rows: readonly ChangedRow[]): MaybePromise<void>;
  park(events: readonly ParkedEvent[]): MaybePromise<void>;
  versions(versions: ReadonlyMap<string, number>): MaybePromise<void>;
  /** Ends the writing; the part may then be taken in by the first. */
  finish(): MaybePromise<void>;
  /** On the first part, after the others have finished: takes their rows in, builds indexes, notes the checkpoint, makes all of it durable. */
  complete(others: readonly ShadowPartRef[], position: Position): MaybePromise<void>;
}

/** The query cannot be asked: an unknown table or column, a wrong type, or a cursor that is not of this query. */
export class InvalidQuery extends Error {
  constructor(
    message: string,
    readonly part: 'table' | 'column' | 'value' | 'limit' | 'cursor' | 'index',
  ) {
    super(message);
    this.name = 'InvalidQuery';
  }
}

/** What is stored of the views is damaged, or not of the shape that this program asks for; a rebuild makes it anew. */
export class ViewsUnusable extends Error {
  constructor(
    message: string,
    cause?: unknown,
    readonly zh: string = message,
  ) {
    super(message, { cause });
    this.name = 'ViewsUnusable';
  }
}

/** Another process has taken over the writing of these views; this one must write no more. */
export class ViewsFenced extends Error {
  readonly zh: string;

  constructor(
    readonly lease: string,
    readonly epoch: number,
  ) {
    super(`another process writes the views now: epoch ${epoch} of lease ${lease} is no longer the newest`);
    this.name = 'ViewsFenced';
    this.zh = `视图已由另一进程接管:租约 ${lease} 的第 ${epoch} 期不再是最新的一期`;
  }
}

/** The views are not where this writer left them: another process has written them, or what was read of them was old. */
export class ViewsOvertaken extends Error {
  readonly zh = '视图已不在本进程所知的位置:另一进程写过视图,或所读已旧;请重新打开';

  constructor() {
    super(
      'the views are not where this process left them: another process has written them, or old ones were read; open them anew',
    );
    this.name = 'ViewsOvertaken';
  }
}
