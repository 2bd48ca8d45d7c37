import type { RecordedOf } from '@ledger/kernel';

/** 台账: how this ledger was made; the first event of the log, on stream `ledger-0`. */
export interface LedgerEventMap {
  LedgerOpened: {
    ledgerId: string;
    /** Chosen once. On a simulated clock `recordedAt` follows the commands' `at`. */
    clock: 'real' | 'simulated';
    /** Before this instant a real ledger takes imported history of other actors. */
    goLive?: string;
  };
}
export type LedgerRecorded = RecordedOf<LedgerEventMap>;
