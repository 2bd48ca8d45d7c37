import type { BankResult, BatchLine } from './batch.events';

export type BatchStatus = 'none' | 'made' | 'checked' | 'signed' | 'dispatched' | 'answered' | 'cancelled';

/** Lines are those of the event that set them: replaced, never changed in place. */
export interface BatchState {
  status: BatchStatus;
  unit?: string;
  lines: readonly BatchLine[];
  totalFen: number;
  madeBy?: string;
  madeVersion?: number;
  checkedBy?: string;
  checkedVersion?: number;
  signedBy?: string;
  signedVersion?: number;
  dispatchedAt?: string;
  fileName?: string;
  /** By endToEndId, the last known result of each dispatched line; a line without one is unknown, whatever the file left out. */
  results: Record<string, BankResult>;
  /** Answer ids of the files that were recorded, by their digest. */
  answers: Record<string, string>;
  /** Version of the event by which a correction took effect here, by its id. */
  corrections: Readonly<Record<string, number>>;
  /** The last step: business time, event type and who took it. */
  lastStepAt?: string;
  lastStepBy?: string;
  lastStepRole?: string;
  lastStepUnit?: string;
  lastStepType?: string;
}

export const initialBatch = (): BatchState => ({
  status: 'none',
  lines: [],
  totalFen: 0,
  results: {},
  answers: {},
  corrections: {},
});
