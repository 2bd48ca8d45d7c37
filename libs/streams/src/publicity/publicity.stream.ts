import type { StreamRef, StreamType } from '@ledger/kernel';
import { evolvePublicity } from './publicity.evolve';
import { initialPublicity, type PublicityState } from './publicity.state';

/** 公示 as a stream: a list, from its opening to its end. */
export const publicityStream: StreamType<PublicityState> = {
  prefix: 'publicity',
  stateVersion: 1,
  initial: initialPublicity,
  evolve: evolvePublicity,
  effects: {},
};

export const publicityRef = (publicityId: string): StreamRef<PublicityState> => ({
  type: publicityStream,
  id: publicityId,
});
