import type { RecordedOf } from '@ledger/kernel';

/** An amount held for one class, in fen. */
export interface ClassAmount {
  readonly classId: string;
  readonly amountFen: number;
}

/**
 * 资金: on `fund-SPECIAL_ACCOUNT-XC` (the city line) and `fund-SPECIAL_ACCOUNT-<unit>`. `valueOn` is the date that was asked for
 * where it lies before the line's latest posting (money is never back-dated). All amounts in fen, > 0.
 */
export interface FundPostingMap {
  /** City line: the money set aside from the unemployment-insurance surplus. */
  CityLineOpened: { totalFen: number };
  /** City line: the document had another total. */
  CityTotalCorrected: { proposalId: string; fromFen: number; toFen: number; valueOn?: string };
  /** City line: taken for a unit, by one allotment. */
  AllotmentTaken: { allotmentId: string; toUnit: string; amountFen: number; commandId: string; valueOn?: string };
  AllotmentGivenBack: { allotmentId: string; amountFen: number; commandId: string; valueOn?: string };
  /** City line: came back from a unit. */
  AllotmentReturned: { allotmentId: string; fromUnit: string; amountFen: number; valueOn?: string };
  /** Unit line. */
  FundsAllotted: { allotmentId: string; amountFen: number; valueOn?: string };
  /** Unit line: available → back to the city. */
  AllotmentReturnTaken: { proposalId: string; allotmentId: string; amountFen: number; valueOn?: string };
  /** available → encumbered, for a class, or for one case's late claim or supplement on a closed class. */
  FundsEncumbered: { classId: string; amountFen: number; commandId: string; caseId?: string; valueOn?: string };
  /** encumbered → available. */
  EncumbranceReleased: {
    classId: string;
    amountFen: number;
    commandId: string;
    caseId?: string;
    why: string;
    valueOn?: string;
  };
  /** encumbered (by class) and owed (reissues) → in transit, one event per batch and line. */
  PayoutsDispatched: {
    batchId: string;
    encumbered: readonly ClassAmount[];
    owedFen: number;
    totalFen: number;
    valueOn?: string;
  };
  /** in transit → paid, or owed again. */
  PayoutsAnswered: { batchId: string; answerId: string; paidFen: number; bouncedFen: number; valueOn?: string };
  /** paid → owed: the bank returned what it had paid 退票. */
  PayoutsReturned: { batchId: string; answerId: string; amountFen: number; valueOn?: string };
  /** 更正回盘: owed → paid, or paid → owed, for one line whose answer was recorded wrongly. */
  AnswerCorrected: {
    caseId: string;
    batchId: string;
    answerId: string;
    amountFen: number;
    to: 'paid' | 'owed';
    valueOn?: string;
  };
  /** owed → available: less or nothing is due. */
  OwedReleased: { caseId: string; amountFen: number; commandId: string; why: string; valueOn?: string };
  /** 追回应收: asked back from a payee. It is no money of the line yet, and stands beside its identity. */
  RecoveryAsked: { caseId: string; recoveryId: string; amountFen: number; commandId: string; valueOn?: string };
  /** Not asked back any more: written off, set off, or due again. */
  RecoveryDropped: { caseId: string; recoveryId: string; amountFen: number; commandId: string; valueOn?: string };
  /** Recovered money becomes available on the line that paid it. */
  FundsRecovered: {
    caseId: string;
    recoveryId: string;
    entryId: string;
    amountFen: number;
    commandId: string;
    valueOn?: string;
  };
  /** Compensates a recovery entry made in error: available → (not) recovered. */
  RecoveryEntryReversed: {
    caseId: string;
    recoveryId: string;
    entryId: string;
    amountFen: number;
    commandId: string;
    valueOn?: string;
  };
  /** 利息: kept apart, never spendable. */
  InterestRecorded: { amountFen: number; valueOn?: string };
  InterestEntryReversed: { proposalId: string; amountFen: number; valueOn?: string };
}

/** 资金更正: what two people may put right on a line. Recovered money is put right on its case. */
export type FundChange =
  | { readonly kind: 'ALLOTMENT_RETURN'; readonly allotmentId: string }
  | { readonly kind: 'INTEREST_REVERSAL'; readonly version: number; readonly amountFen: number }
  | { readonly kind: 'CITY_TOTAL'; readonly totalFen: number };

/** All that stands on a line. A proposal moves no money, so that it keeps its own time; its posting comes with the approval. */
export interface FundEventMap extends FundPostingMap {
  FundCorrectionProposed: { proposalId: string; change: FundChange };
  FundCorrectionDeclined: { proposalId: string };
}
export type FundRecorded = RecordedOf<FundEventMap>;
