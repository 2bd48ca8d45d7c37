import type { StreamRef, StreamType } from '@ledger/kernel';
import { batchEffects } from './batch.effects';
import { evolveBatch } from './batch.evolve';
import { initialBatch, type BatchState } from './batch.state';

/** 拨付批次 as a stream: few events, each of many lines; of other streams' commands only the correction of an answer changes it. */
export const batchStream: StreamType<BatchState> = {
  prefix: 'batch',
  stateVersion: 2,
  initial: initialBatch,
  evolve: evolveBatch,
  effects: batchEffects,
};

export const batchRef = (batchId: string): StreamRef<BatchState> => ({ type: batchStream, id: batchId });
