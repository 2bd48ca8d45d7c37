import { event, type DocumentRef, type EventBody, type RecordedOf, type SealedValue } from '@ledger/kernel';
import type { CertificateKind, ClaimBasis, PayeeKind, PersonCategory } from '../vocabulary';
import type { SlotYears } from '../person';

/** 证书 as recorded: all but the sealed number was derived from it or given beside it. Dates YYYY-MM-DD. */
export interface CertificateFacts {
  readonly kind: CertificateKind;
  readonly number: SealedValue;
  /** Id of the `certificate-…` stream that guards the number. */
  readonly certificateId: string;
  readonly level: string | null;
  readonly occupationId?: string;
  readonly workType?: string;
  readonly skillItem?: string;
  readonly issue?: 'FIRST' | 'RENEWAL';
  readonly issuedOn: string;
  /** USCC of the evaluation body that issued it. */
  readonly issuer: string;
  readonly document?: DocumentRef;
}

/** 更正内容: what a correction changes. Facts take effect from the event that they correct, acts when done. */
export type CaseChange =
  | { readonly kind: 'CERTIFICATE'; readonly certificate: CertificateFacts }
  | { readonly kind: 'CERTIFICATE_WITHDRAWAL' }
  | { readonly kind: 'AMOUNT'; readonly amountFen: number }
  | { readonly kind: 'ACCOUNT'; readonly account: PayeeAccount }
  | { readonly kind: 'REVOKE'; readonly outcome: Outcome }
  | { readonly kind: 'UNDO_REVOCATION' }
  | { readonly kind: 'UNDO_REJECTION' }
  | { readonly kind: 'UNDO_WITHDRAWAL' }
  | { readonly kind: 'UNDO_VOID' }
  /** Pseudonym of the right person in place of a case voided for the wrong one. */
  | { readonly kind: 'REPLACEMENT'; readonly person: string }
  | {
      readonly kind: 'VOID';
      readonly cause: 'WRONG_PERSON' | 'DUPLICATE' | 'ENROLLED_IN_ERROR';
      readonly duplicateOf?: string;
    }
  | { readonly kind: 'WRITE_OFF'; readonly recoveryId: string }
  | { readonly kind: 'RECOVERY_REVERSAL'; readonly recoveryId: string; readonly entryId: string }
  | { readonly kind: 'REOPEN_RECOVERY'; readonly amountFen: number }
  | {
      readonly kind: 'BANK_ANSWER';
      readonly line: number;
      readonly attempt: number;
      readonly result: BankSaid;
      readonly bankReason?: string;
      /** Of what was paid after all. */
      readonly paidOn?: string;
    };

/** 回盘结果 of one attempt. */
export type BankSaid = 'PAID' | 'REJECTED' | 'RETURNED';

/** 定性: honest error and fraud are told apart by a person, with reasons. */
export type Outcome =
  | 'NO_PROBLEM'
  | 'MATERIAL_DEFECT'
  | 'OPERATING_ERROR'
  | 'POLICY_MISREADING'
  | 'SYSTEM_ERROR'
  | 'VIOLATION_NOT_FRAUD'
  | 'SUSPECTED_FRAUD'
  | 'ESTABLISHED_FRAUD';

/** 收款账户: a person's account number and name are sealed; an organisation's stands on its own stream. */
export interface PayeeAccount {
  readonly kind: PayeeKind;
  /** Pseudonym, or USCC. */
  readonly payee: string;
  readonly number?: SealedValue;
  readonly accountName?: SealedValue;
  readonly bankCnaps: string;
  readonly luhnOk?: boolean;
}

export type ReviewFlag =
  | 'QUOTA_BASIS_SENSITIVE'
  | 'LEVEL_DOWNGRADE'
  | 'WORK_TYPE'
  | 'DELISTED_MEANWHILE'
  | 'ISSUED_BEFORE_END'
  | 'GRANT_OVER_QUOTA'
  | 'DUPLICATE_AFTER_CORRECTION';
/** Notices block nothing. */
export type Notice = 'REGION_UNKNOWN' | 'LUHN' | 'CLAIM_WINDOW' | 'FEE_CHARGED_TO_POOR';

/** What one payout line gives back before it was instructed. */
export interface LineGiveBack {
  readonly line: number;
  readonly amountFen: number;
  readonly to: 'class' | 'fund';
}

/** How a change of what is due was, or will be, met. Amounts in fen. */
export interface MoneyEffect {
  /** Given back to the class (open) or the fund line (closed or dispatched): the sum over the lines. */
  readonly giveBackFen?: number;
  readonly giveBackTo?: 'class' | 'fund';
  /** Line by line, where it is not line 1 alone that gives back. */
  readonly byLine?: readonly LineGiveBack[];
  /** Drawn on the class, or encumbered anew on the line. */
  readonly drawFen?: number;
  readonly drawFrom?: 'class' | 'fund';
  /** Line that draws; 1 where absent. The number after the last opens a line. */
  readonly line?: number;
  /** Stands without cover and waits, on a further line. */
  readonly unfundedFen?: number;
  /** No longer due, of what stood without cover. */
  readonly unfundedDroppedFen?: number;
  /** owed → available. */
  readonly owedReleasedFen?: number;
  /** Waits for the bank's answer. */
  readonly waitsForBank?: boolean;
  /** To be recovered from who was paid. */
  readonly recoverFen?: number;
  /** Asked back until now and due again: taken off the open recoveries. */
  readonly recoveryDroppedFen?: number;
  /** Written off once and due again: the payee has it already. */
  readonly forgivenUsedFen?: number;
}

/**
 * 补贴个案, kind TRAINING (职业培训补贴): one learner in one class, on `case-<id>`, from enrolment to the last fen.
 */
export interface CaseEventMap {
  /** 报名: opens the case once the class has a place. `age` in whole years at class start. */
  LearnerEnrolled: {
    caseId: string;
    classId: string;
    person: string;
    unit: string;
    institution: string;
    projectId: string;
    programme: string;
    categories: readonly PersonCategory[];
    primaryCategory: PersonCategory;
    age: number;
    startsOn: string;
    feeFen: number;
    /** It is documented that the learner, past the age limit, draws no monthly pension (B.2). */
    noPension?: true;
    lateEnrolment?: { replaces: string };
  };
  /** 替换人员: two people say who takes the place of a case voided for the wrong person. */
  ReplacementApproved: { proposalId: string; person: string };
  /** A voided case of a wrong person is replaced by one late enrolment, and by no other. */
  CaseReplaced: { byCaseId: string; commandId: string };
  ReplacementGivenBack: { byCaseId: string };
  CertificateRecorded: { certificate: CertificateFacts };
  /** 申请. `line` 1. */
  ClaimSubmitted: {
    claimNo: number;
    basis: ClaimBasis;
    basisEvidence: string;
    amountFen: number;
    rateId: string;
    account: PayeeAccount;
    slot: { years: SlotYears; dedupeKey: string };
    flags: readonly ReviewFlag[];
    notices: readonly Notice[];
    drawFrom: 'class' | 'fund';
    commandId: string;
  };
  SupplementsRequested: { items: readonly string[] };
  SupplementRequestTakenBack: Record<string, never>;
  SupplementsSupplied: { items: readonly string[]; documents: readonly DocumentRef[] };
  /** 受理. */
  ClaimAccepted: Record<string, never>;
  ClaimAcceptanceTakenBack: Record<string, never>;
  ClaimFirstReviewed: { verdict: 'PASS' | 'FAIL'; opinion: string };
  FirstReviewTakenBack: Record<string, never>;
  ClaimSecondReviewed: { verdict: 'PASS' | 'FAIL'; opinion: string };
  SecondReviewTakenBack: Record<string, never>;
  FlagClosed: { flag: ReviewFlag; outcome: Outcome; opinion: string };
  FlagReopened: { flag: ReviewFlag };
  /** On a claim in hand, after its submission. */
  FlagRaised: { flag: ReviewFlag };
  PublicityBegun: { publicityId: string; firstDay: string; lastDay: string };
  PublicityEnded: { publicityId: string };
  PublicityLineWithdrawn: { publicityId: string };
  ObjectionLodged: { objectionId: string; summary: string };
  ObjectionResolved: { objectionId: string; upheld: boolean; opinion: string };
  ObjectionResolutionTakenBack: { objectionId: string };
  /** By who lodged it, before it was resolved. */
  ObjectionWithdrawn: { objectionId: string };
  /** 确认. */
  ClaimConfirmed: { amountFen: number };
  ConfirmationTakenBack: Record<string, never>;
  /** Slot and money go back as `effect` says. */
  ClaimRejected: { opinion: string; effect: MoneyEffect; commandId: string };
  ClaimWithdrawn: { effect: MoneyEffect; commandId: string };
  HoldPlaced: { cause: string };
  HoldReleased: Record<string, never>;
  CorrectionProposed: { proposalId: string; change: CaseChange };
  CorrectionDeclined: { proposalId: string };
  CorrectionWithdrawn: { proposalId: string };
  /** Effects of approved corrections, one event per kind; each carries its proposal and what it does to slot and money. */
  CertificateCorrected: {
    proposalId: string;
    before: CertificateFacts;
    certificate: CertificateFacts;
    slot?: { years: SlotYears; dedupeKey: string };
    amountFen?: number;
    rateId?: string;
    effect: MoneyEffect;
    flags: readonly ReviewFlag[];
    commandId: string;
  };
  /** Nothing was issued: the record no longer counts, and the number is free. */
  CertificateRecordUndone: { proposalId: string; certificateId: string };
  AmountCorrected: { proposalId: string; fromFen: number; toFen: number; effect: MoneyEffect; commandId: string };
  AccountCorrected: { proposalId: string; account: PayeeAccount };
  GrantRevoked: { proposalId: string; outcome: Outcome; effect: MoneyEffect; commandId: string };
  RevocationUndone: {
    proposalId: string;
    effect: MoneyEffect;
    slot: { years: SlotYears; dedupeKey: string };
    commandId: string;
  };
  RejectionUndone: {
    proposalId: string;
    effect: MoneyEffect;
    slot: { years: SlotYears; dedupeKey: string };
    commandId: string;
  };
  WithdrawalUndone: {
    proposalId: string;
    effect: MoneyEffect;
    slot: { years: SlotYears; dedupeKey: string };
    commandId: string;
  };
  CaseVoided: {
    proposalId: string;
    cause: string;
    duplicateOf?: string;
    effect: MoneyEffect;
    slotHeld: boolean;
    certificateId?: string;
    commandId: string;
  };
  /** The case stands where it stood; `slot` where the claim held one then. */
  VoidUndone: {
    proposalId: string;
    effect: MoneyEffect;
    slot?: { years: SlotYears; dedupeKey: string };
    commandId: string;
  };
  /** Funds found for what waited UNFUNDED. */
  SupplementFunded: { line: number; amountFen: number; drawFrom: 'class' | 'fund'; commandId: string };
  PayoutAssigned: {
    batchId: string;
    line: number;
    attempt: number;
    amountFen: number;
    from: 'encumbered' | 'owed';
    commandId: string;
  };
  PayoutUnassigned: { batchId: string; line: number; attempt: number; why: string };
  PayoutInstructed: { batchId: string; line: number; attempt: number; amountFen: number; endToEndId: string };
  /** A dispatch that was refused after all: the line is assigned as before. */
  PayoutInstructionTakenBack: { batchId: string; line: number; attempt: number };
  PayoutSettled: { batchId: string; line: number; attempt: number; amountFen: number; year: number };
  PayoutRejected: { batchId: string; line: number; attempt: number; amountFen: number; reason: string };
  /** 退票, also after it was settled. */
  PayoutReturned: {
    batchId: string;
    line: number;
    attempt: number;
    amountFen: number;
    reason: string;
    afterSettled: boolean;
  };
  /** 更正回盘: what the bank said of an attempt was recorded wrongly. `year` where it was paid, `reason` where it was not. */
  PayoutAnswerCorrected: {
    proposalId: string;
    batchId: string;
    line: number;
    attempt: number;
    amountFen: number;
    from: BankSaid;
    result: BankSaid;
    reason?: string;
    year?: number;
    commandId: string;
  };
  /** What waited for the bank's answer now takes effect. */
  DueSettled: { effect: MoneyEffect; commandId: string };
  /** `proposalId` where it asks back what was written off. */
  RecoveryOpened: { recoveryId: string; amountFen: number; fromPayee: string; cause: string; proposalId?: string };
  RecoveryRecorded: { recoveryId: string; entryId: string; amountFen: number };
  RecoveryEntryReversed: { proposalId: string; recoveryId: string; entryId: string; amountFen: number };
  RecoveryClosed: { recoveryId: string; how: 'recovered' | 'written-off' | 'cancelled'; openFen: number };
}
export type CaseRecorded = RecordedOf<CaseEventMap>;

/** An event of this stream, its data checked against its type. */
export const caseEvent = <T extends keyof CaseEventMap & string>(
  type: T,
  data: CaseEventMap[T],
  more?: Omit<EventBody, 'type' | 'data'>,
): EventBody<T, CaseEventMap[T]> => event(type, data, more);
