import type { StreamRef, StreamType } from '@ledger/kernel';
import { fundEffects } from './fund.effects';
import { evolveFund } from './fund.evolve';
import { initialFund, type FundState } from './fund.state';

export const fundStream: StreamType<FundState> = {
  prefix: 'fund',
  stateVersion: 3,
  snapshotEvery: 200,
  initial: initialFund,
  evolve: evolveFund,
  effects: fundEffects,
};

/** 市级专账: the city line, from which units are allotted. */
export const CITY_LINE = 'SPECIAL_ACCOUNT-XC';

/** Id of a reporting unit's line. */
export const fundId = (unit: string): string => `SPECIAL_ACCOUNT-${unit}`;

export const fundRef = (unit: string): StreamRef<FundState> => ({ type: fundStream, id: fundId(unit) });
