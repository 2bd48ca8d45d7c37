export type { LedgerEventMap, LedgerRecorded } from './ledger.events';
export type { LedgerState } from './ledger.state';
export { ledgerRef, ledgerStream } from './ledger.stream';
