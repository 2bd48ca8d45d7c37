import type { AnyCommandSpec } from '@ledger/kernel';
import { allotFunds } from './allotment/allot-funds.decide';
import { returnAllotment } from './allotment/return-allotment.decide';
import { recordInterest, reverseInterestEntry } from './interest/interest.decide';
import { openCityLine } from './open-city-line.decide';

export const fundCommands: readonly AnyCommandSpec[] = [
  openCityLine,
  allotFunds,
  returnAllotment,
  recordInterest,
  reverseInterestEntry,
];
