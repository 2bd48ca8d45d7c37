import type { Actor } from '@ledger/kernel';

/** 来历: where the rows of a file come from. */
export interface Provenance {
  readonly exportId: string;
  readonly ledgerId: string;
  readonly query: string;
  /** What was asked of it, and what the asker's powers narrowed it to. */
  readonly filters: object;
  readonly visible: object;
  readonly columns: readonly string[];
  /** The log's position that the views had seen when the first row was read. */
  readonly asOfPosition: number;
  readonly madeAt: string;
  readonly by: Actor;
  readonly purpose: string;
  readonly rows: number;
  /** Of the rows as canonical JSON (RFC 8785) of the columns, before any cell was neutralised, a line feed after each. */
  readonly sha256: string;
  /** False where there were more rows than a file may hold. */
  readonly isComplete: boolean;
  /** The `cursor` of an export of the rest. */
  readonly goOnFrom?: string;
}
