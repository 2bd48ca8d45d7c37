import type { DecidedProposal, OpenProposal } from '../rules';
import type { FundChange } from './fund.events';

/** 资金更正 that waits for another person. */
export interface FundCorrection extends OpenProposal {
  readonly change: FundChange;
}

/** 资金状况: one line's balances in fen. allotted = available + encumbered + inTransit + owed + paid − recovered, always. */
export interface FundState {
  open: boolean;
  /** City line only: total = available + allotted to units. */
  totalFen: number;
  /** City line only: version of the event that the total came from. */
  totalVersion?: number;
  allottedFen: number;
  availableFen: number;
  encumberedFen: number;
  inTransitFen: number;
  owedFen: number;
  paidFen: number;
  recoveredFen: number;
  /** 待追回: asked back from payees and not come back; beside the identity. */
  askedBackFen: number;
  interestFen: number;
  /** Live interest entries: amount by version on the city line. */
  interestEntries: Record<string, number>;
  /** Still encumbered, by class. */
  encumberedByClass: Record<string, number>;
  /** In transit, by batch. */
  inTransitByBatch: Record<string, number>;
  /** Live allotments by id; `unit` on the city line only. `commandId` is who reserved it. */
  allotments: Record<string, { unit?: string; amountFen: number; commandId: string }>;
  /** Fingerprints of the postings that may not be made twice (recoveries, batch answers, releases of one command). */
  posted: Record<string, number>;
  /** Corrections that wait for another person, and those that were decided, by proposal id. */
  corrections: Record<string, FundCorrection>;
  decided: Record<string, DecidedProposal>;
  /** The line's latest posting, business time: later postings are never earlier. */
  lastOccurredAt?: string;
}

export const initialFund = (): FundState => ({
  open: false,
  totalFen: 0,
  allottedFen: 0,
  availableFen: 0,
  encumberedFen: 0,
  inTransitFen: 0,
  owedFen: 0,
  paidFen: 0,
  recoveredFen: 0,
  askedBackFen: 0,
  interestFen: 0,
  interestEntries: {},
  encumberedByClass: {},
  inTransitByBatch: {},
  allotments: {},
  posted: {},
  corrections: {},
  decided: {},
});
