import type { AnyCommandSpec } from '@ledger/kernel';
import { allotFunds } from './allotment/allot-funds.decide';
import { approveFundCorrection } from './correction/approve-fund-correction.decide';
import { declineFundCorrection } from './correction/decline-fund-correction.decide';
import { proposeAllotmentReturn } from './correction/propose-allotment-return.decide';
import { proposeCityTotalCorrection } from './correction/propose-city-total-correction.decide';
import { proposeInterestReversal } from './correction/propose-interest-reversal.decide';
import { recordInterest } from './interest/record-interest.decide';
import { openCityLine } from './open-city-line.decide';

export const fundCommands: readonly AnyCommandSpec[] = [
  openCityLine,
  proposeCityTotalCorrection,
  allotFunds,
  proposeAllotmentReturn,
  recordInterest,
  proposeInterestReversal,
  approveFundCorrection,
  declineFundCorrection,
];
