import type { StreamRef, StreamType } from '@ledger/kernel';
import { evolveOrg } from './org.evolve';
import { initialOrg, type OrgState } from './org.state';

export const orgStream: StreamType<OrgState> = {
  prefix: 'org',
  stateVersion: 1,
  initial: initialOrg,
  evolve: evolveOrg,
  effects: {},
};

export const orgRef = (uscc: string): StreamRef<OrgState> => ({ type: orgStream, id: uscc });
