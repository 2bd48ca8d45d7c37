export { AskLedger } from './ask-ledger.handler';
export { ForeignVault, type AboutLedger, type NewLedger } from './about-ledger';
export { ExecuteCommand } from './execute-command.handler';
export {
  importFile,
  ReportOverInput,
  type ImportFileOptions,
  type ImportProgress,
  type ImportResult,
} from './import/import-file';
export type { ImportHands } from './import/import-commands';
export { importHands } from './import/import-hands';
export { Ledger, type LedgerAssembly } from './ledger';
export { ledgerKeyed } from './ledger-keyed';
export * from './ledger-options';
export { LedgerModule } from './ledger.module';
export { openForReading, type OpenReading } from './ledger-reader';
export { READING, type Reading } from './reading';
export { beginSpan, traceIdOf } from './tracing/begin-span';
export type { EndedSpan, SpanPlace, Tracing } from './tracing/tracing.port';
export { verifyLedger, type VerifyReport, type VerifyStep } from './verify/verify-ledger';
export { databaseOf, storesChosen, storesOf, StoresRefused, STORE_VARIABLES } from './stores/store-choice';
export { NotHere } from './background/background';
