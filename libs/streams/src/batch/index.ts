/* The slice's face for other slices; its commands are listed in batch.commands.ts. */
export type { BankLine, BankResult, BatchEventMap, BatchLine, BatchRecorded, OmittedPayout } from './batch.events';
export { initialBatch, type BatchState, type BatchStatus } from './batch.state';
export { BATCH_EVENT_NAMES } from './event-names';
export { batchRef, batchStream } from './batch.stream';
