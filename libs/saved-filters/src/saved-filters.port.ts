import type { MaybePromise } from '@ledger/eventlog';

/** 常用查询: the filters of a question that a person has kept under a name. Holds no personal value. */
export interface SavedFilter {
  readonly name: string;
  readonly question: string;
  readonly filters: Readonly<Record<string, string | number>>;
  /** ISO UTC. */
  readonly savedAt: string;
}

/** A saved filter with whose it is, as filters are moved. */
export interface OwnedFilter {
  readonly owner: string;
  readonly filter: SavedFilter;
}

/** 常用查询库: what people keep for their own work. Apart from the ledger: nothing is decided on it, and losing it loses no fact. */
export interface SavedFilters {
  /** In order of name. */
  of(owner: string): MaybePromise<readonly SavedFilter[]>;
  /** Adds it, or replaces the owner's own of that name; false where the owner has `most` others. Durable when it returns. */
  save(owner: string, filter: SavedFilter, most: number): MaybePromise<boolean>;
  /** False when there was none. */
  forget(owner: string, name: string): MaybePromise<boolean>;
  close(): MaybePromise<void>;
}

/** The file is damaged, not of this program, or of a newer version. */
export class SavedFiltersUnusable extends Error {
  constructor(
    message: string,
    readonly zh: string,
    cause?: unknown,
  ) {
    super(message, { cause });
    this.name = 'SavedFiltersUnusable';
  }
}
