import type { BankResult, BatchEventMap, BatchLine, BatchStatus } from '@ledger/streams/batch';
import type { RowOf } from '../view';

export const BATCHES = 'batches';
export const BATCH_LINES = 'batch_lines';

interface Act {
  readonly by: string;
  readonly at: string;
}

interface BatchFields {
  readonly unit: string;
  readonly fundSource: string;
  readonly status: BatchStatus;
  /** Business time at which the status was reached. */
  readonly since: string;
  readonly lineCount: number;
  /** Amounts in fen: of all lines, not answered yet, paid, and sent back by the bank. */
  readonly totalFen: number;
  readonly pendingFen: number;
  readonly paidFen: number;
  readonly backFen: number;
  readonly made: Act;
  readonly checked?: Act;
  readonly signed?: Act;
  readonly dispatched?: Act;
  readonly fileName?: string;
  /** What was left out, when it was made and when it went. */
  readonly omitted: BatchEventMap['BatchMade']['omitted'];
  readonly answers: readonly {
    readonly answerId: string;
    readonly at: string;
    readonly paidFen: number;
    readonly bouncedFen: number;
    readonly returnedFen: number;
    readonly ignored: number;
  }[];
}

/** 拨付批次: one row per batch, by batch id. */
export type BatchRow = RowOf<BatchFields>;

/** 拨付明细: a line with the last that the bank said of it. */
export interface AnsweredLine extends BatchLine {
  readonly result?: BankResult;
  readonly reason?: string;
  readonly answerId?: string;
  readonly answeredAt?: string;
}

/** The lines of one batch, together: they are made together, go together and are answered by the file. */
export type BatchLinesRow = RowOf<{ readonly lines: readonly AnsweredLine[] }>;
