import type { StreamRef, StreamType } from '@ledger/kernel';
import { caseEffects } from './case.effects';
import { evolveCase } from './case.evolve';
import type { CaseState } from './case.state';
import { initialCase } from './initial-case';

/** 补贴个案 as a stream; tens of events, so no snapshot is kept. */
export const caseStream: StreamType<CaseState> = {
  prefix: 'case',
  stateVersion: 9,
  initial: initialCase,
  evolve: evolveCase,
  effects: caseEffects,
};

export const caseRef = (caseId: string): StreamRef<CaseState> => ({ type: caseStream, id: caseId });
