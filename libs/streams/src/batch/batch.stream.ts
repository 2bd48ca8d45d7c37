import type { StreamRef, StreamType } from '@ledger/kernel';
import { evolveBatch } from './batch.evolve';
import { initialBatch, type BatchState } from './batch.state';

/** 拨付批次 as a stream: few events, each of many lines; no other stream's command changes it. */
export const batchStream: StreamType<BatchState> = {
  prefix: 'batch',
  stateVersion: 1,
  initial: initialBatch,
  evolve: evolveBatch,
  effects: {},
};

export const batchRef = (batchId: string): StreamRef<BatchState> => ({ type: batchStream, id: batchId });
