import type { Actor } from '@ledger/kernel';
import type { BulkKindId, RowData } from '../kinds/kinds.table';
import type { TableFormat } from '../table/table-rows';

export const JOB_STATES = ['reading', 'previewed', 'running', 'done', 'cancelled', 'expired'] as const;
export type JobState = (typeof JOB_STATES)[number];

/** What comes of a row: the outcome of its command, or that none was given. */
export const ROW_OUTCOMES = ['accepted', 'refused', 'invalid', 'not-attempted'] as const;
export type RowOutcomeKind = (typeof ROW_OUTCOMES)[number];

/** How a job begins: who uploaded what, for what. */
export interface NewJob {
  readonly id: string;
  readonly kind: BulkKindId;
  readonly format: TableFormat;
  /** Who uploaded it. */
  readonly actor: Actor;
  /** Said once for the whole file. */
  readonly common: RowData;
  readonly createdAt: string;
  /** When what was uploaded is dropped, unless it was committed. */
  readonly expiresAt: string;
}

/** 批量作业: one uploaded file, and how far it is. Holds no personal value. */
export interface BulkJob extends NewJob {
  readonly state: JobState;
  readonly rows: number;
  readonly badRows: number;
  readonly badCells: number;
  readonly skipBad: boolean;
  /** Business time of its commands; now where absent. */
  readonly at?: string;
  readonly committedAt?: string;
  /** Whose its commands are. */
  readonly committedBy?: Actor;
  readonly endedAt?: string;
  /** Rows with an outcome, and how they ended. */
  readonly done: number;
  readonly accepted: number;
  readonly refused: number;
  readonly invalid: number;
  readonly notAttempted: number;
}

/** 结果: what came of one row. Nothing personal: ids, and the words of the rule that refused. */
export interface RowOutcome {
  readonly row: number;
  readonly outcome: RowOutcomeKind;
  readonly commandId?: string;
  readonly subject?: string;
  readonly position?: number;
  readonly type?: string;
  readonly ruleId?: string;
  readonly clause?: string;
  readonly zh?: string;
  readonly en?: string;
}
