import type { StreamRef, StreamType } from '@ledger/kernel';
import { classEffects } from './class.effects';
import { evolveClass } from './class.evolve';
import { type ClassState, initialClass } from './class.state';

/** 班期 as a stream: some hundreds of events, for every place and every draw is one. */
export const classStream: StreamType<ClassState> = {
  prefix: 'class',
  stateVersion: 5,
  snapshotEvery: 200,
  initial: initialClass,
  evolve: evolveClass,
  effects: classEffects,
};

export const classRef = (classId: string): StreamRef<ClassState> => ({ type: classStream, id: classId });
