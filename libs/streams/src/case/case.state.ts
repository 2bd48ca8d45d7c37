import type { ClaimBasis, PersonCategory } from '../vocabulary';
import type { SlotYears } from '../person';
import type { DecidedProposal } from '../rules';
import type { CaseChange, CertificateFacts, Notice, Outcome, PayeeAccount, ReviewFlag } from './case.events';

/** 办理环节: where a claim stands in the procedure (B.5). */
export type CaseStep =
  | 'none'
  | 'enrolled'
  | 'submitted'
  | 'supplements'
  | 'accepted'
  | 'first-reviewed'
  | 'second-reviewed'
  | 'publicity'
  | 'publicity-ended'
  | 'confirmed'
  | 'rejected'
  | 'withdrawn'
  | 'revoked'
  | 'voided';

/** A step of the procedure as a later one finds it. */
export type TakenStep = Readonly<
  Pick<CaseState, 'lastStepAt' | 'lastStepBy' | 'lastStepRole' | 'lastStepUnit' | 'lastStepType' | 'lastStepVersion'>
>;

/** One attempt to pay one line. */
export interface Attempt {
  readonly attempt: number;
  readonly batchId: string;
  readonly amountFen: number;
  readonly from: 'encumbered' | 'owed';
  status: 'assigned' | 'unassigned' | 'instructed' | 'settled' | 'rejected' | 'returned';
  /** The command that assigned it; only that one takes it as its own. */
  readonly commandId?: string;
  /** The command that instructed it, the version of that event, and the step that had been the last before it. */
  instructedBy?: string;
  instructedVersion?: number;
  instructedAfter?: TakenStep;
  /** What the bank said of a rejected or returned one, and the version of that event. */
  reason?: string;
  answeredVersion?: number;
}

/** Where a line's money waits: with the class, on the fund line (late claim, closed class), owed (bounced), in transit, or paid. */
export type LinePlace = 'class' | 'fund' | 'unfunded' | 'in-transit' | 'owed' | 'paid' | 'gone';

/** 拨付行: line 1 is the claim, each supplement the next. `amountFen` is what the line holds; 0 once it is gone. */
export interface PayoutLine {
  readonly line: number;
  amountFen: number;
  place: LinePlace;
  /** The command that drew its money on the class: what goes back is that draw, and none that a later claim made on this line. */
  drawnBy?: string;
  /** Where it waited before it was last instructed. */
  cameFrom?: LinePlace;
  attempts: Attempt[];
}

export interface Recovery {
  readonly recoveryId: string;
  readonly amountFen: number;
  recoveredFen: number;
  readonly cause: string;
  /** No longer asked back: written off, or due again after all. */
  releasedFen: number;
  /** Fen by entry id; a reversed entry is gone. */
  entries: Readonly<Record<string, number>>;
  /** Version of the event that recorded an entry. */
  entryVersions: Readonly<Record<string, number>>;
  status: 'open' | 'closed';
  /** Of the event that opened it. */
  readonly version: number;
}

/** 异议. `version` is that of its lodging, `resolvedVersion` that of its resolution in force. */
export interface Objection {
  readonly open: boolean;
  readonly lodgedBy: string;
  readonly version: number;
  readonly upheld?: boolean;
  readonly resolvedBy?: string;
  readonly resolvedVersion?: number;
}

/** How a person closed a review flag. */
export interface FlagFinding {
  readonly outcome: Outcome;
  readonly by: string;
  readonly version: number;
}

/** 更正建议. */
export interface Proposal {
  readonly change: CaseChange;
  readonly proposedBy: string;
  readonly version: number;
  /** Business time of the proposal. */
  readonly at: string;
  /** Version of the event that it corrects. */
  readonly corrects?: number;
}

/** What an ended claim's undoing needs, kept while the case is voided on top of it. */
export interface FormerEnd {
  readonly stepBefore?: CaseStep;
  readonly endedVersion?: number;
  readonly dueBeforeFen?: number;
  readonly slotBefore?: CaseState['slot'];
  readonly outcome?: Outcome;
}

/** Lists and records are replaced, never changed in place: they may be those of the event that set them. Lines are the state's own. */
export interface CaseState {
  step: CaseStep;
  caseId?: string;
  classId?: string;
  person?: string;
  unit?: string;
  institution?: string;
  projectId?: string;
  programme?: string;
  categories: readonly PersonCategory[];
  primaryCategory?: PersonCategory;
  age?: number;
  noPension: boolean;
  startsOn?: string;
  feeFen: number;
  /** The voided case that this late enrolment replaces. */
  replaces?: string;
  /** Pseudonym of whom two people named in place of the wrong person. */
  replacement?: string;
  /** The late enrolment that replaces this voided case. */
  replacedBy?: string;
  certificate?: CertificateFacts;
  /** Version of the event that the certificate in force came from. */
  certificateVersion?: number;
  claimNo: number;
  basis?: ClaimBasis;
  dueFen: number;
  /** What was due before a rejection, withdrawal or revocation, for its undoing. */
  dueBeforeFen?: number;
  rateId?: string;
  account?: PayeeAccount;
  slot?: { readonly years: SlotYears; readonly dedupeKey: string };
  /** The slot that went back when the claim ended, for its undoing. */
  slotBefore?: { readonly years: SlotYears; readonly dedupeKey: string };
  /** Year of the last payment that reached the payee. */
  paidYear?: number;
  /** Open review flags; each must be closed by a person before confirmation. */
  openFlags: readonly ReviewFlag[];
  closedFlags: readonly ReviewFlag[];
  flagFindings: Readonly<Partial<Record<ReviewFlag, FlagFinding>>>;
  notices: readonly Notice[];
  submittedBy?: string;
  acceptedBy?: string;
  acceptedVersion?: number;
  firstReviewer?: string;
  firstVerdict?: 'PASS' | 'FAIL';
  firstReviewVersion?: number;
  secondReviewer?: string;
  secondVerdict?: 'PASS' | 'FAIL';
  secondReviewVersion?: number;
  confirmer?: string;
  confirmedVersion?: number;
  publicityId?: string;
  publicityLastDay?: string;
  objections: Readonly<Record<string, Objection>>;
  /** Items asked for and not yet supplied. */
  supplements: readonly string[];
  /** Version of the event that asked for them. */
  supplementsVersion?: number;
  held: boolean;
  heldBy?: string;
  heldVersion?: number;
  lines: PayoutLine[];
  proposals: Readonly<Record<string, Proposal>>;
  /** How proposals ended, for whoever comes second. */
  decidedProposals: Readonly<Record<string, DecidedProposal>>;
  recoveries: Readonly<Record<string, Recovery>>;
  /** Written off: what the payee keeps beyond what is due, fen. */
  forgivenFen: number;
  /** Version of the last event that wrote off. */
  forgivenVersion?: number;
  /** Versions of the events that the amount due and the account in force came from. */
  amountVersion?: number;
  accountVersion?: number;
  /** Version of the last correction of certificate, amount or account. */
  correctedVersion?: number;
  /** Set while a correction waits for the bank's answer: what is due then. */
  pendingDueFen?: number;
  outcome?: Outcome;
  voidCause?: string;
  /** Set while a case is voided whose claim had ended before. */
  formerEnd?: FormerEnd;
  /** The step before a rejection, withdrawal, revocation or voiding, for its undoing. */
  stepBefore?: CaseStep;
  /** Version of the event that ended the claim. */
  endedVersion?: number;
  /** Business time and actor of the last step in the procedure. */
  lastStepAt?: string;
  lastStepBy?: string;
  lastStepRole?: string;
  lastStepUnit?: string;
  lastStepType?: string;
  lastStepVersion?: number;
}
