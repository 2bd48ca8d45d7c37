import type { StreamRef, StreamType } from '@ledger/kernel';
import { evolvePolicy } from './policy.evolve';
import { initialPolicy, type PolicyState } from './policy.state';

export const policyStream: StreamType<PolicyState> = {
  prefix: 'policy',
  stateVersion: 1,
  snapshotEvery: 200,
  initial: initialPolicy,
  evolve: evolvePolicy,
  effects: {},
};

/** 全市政策: the one policy stream, `policy-XC`. */
export const POLICY_ID = 'XC';

export const policyRef: StreamRef<PolicyState> = { type: policyStream, id: POLICY_ID };
