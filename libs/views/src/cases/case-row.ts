import type { Attempt, CaseState, CaseStep, PayoutLine } from '@ledger/streams/case';
import type { RowOf } from '../view';

export const CASES = 'cases';

/** 个案状态: the step of the procedure, whether the review was passed, and for a confirmed claim where its money stands. */
export type CaseStatus = CaseStep | 'not-passed' | 'unfunded' | 'in-batch' | 'in-transit' | 'owed' | 'paid';

/** What may wait beside the procedure. */
export type Wait = 'flag' | 'objection' | 'correction' | 'recovery' | 'unfunded' | 'hold' | 'bank-answer' | 'refund';
/** One thing that waits: what, and which (a flag, or the id of an objection, proposal or recovery). */
export type WaitKey = `${Wait}:${string}`;

/** 证书 without its number. */
export interface CaseCertificate {
  readonly kind: string;
  readonly level: string | null;
  readonly occupationId?: string;
  readonly workType?: string;
  readonly skillItem?: string;
  readonly issue?: string;
  readonly issuedOn: string;
  /** USCC. */
  readonly issuer: string;
}

/** 拨付行 with its attempts, without the commands that made them. */
export interface CaseLine extends Omit<PayoutLine, 'attempts'> {
  readonly attempts: readonly Pick<Attempt, 'attempt' | 'batchId' | 'amountFen' | 'from' | 'status' | 'reason'>[];
}

interface CaseFields {
  unit: string;
  classId: string;
  /** Pseudonym. */
  person: string;
  /** USCC. */
  institution: string;
  projectId: string;
  programme: string;
  /** Shanghai dates. */
  startsOn: string;
  acceptedOn?: string;
  publicityLastDay?: string;
  step: CaseStep;
  status: CaseStatus;
  /** Business time at which the status was reached. */
  since: string;
  claimNo: number;
  /** Amounts in fen. */
  dueFen: number;
  /** Drawn and not yet instructed: part of what the fund line has encumbered. */
  drawnFen: number;
  inTransitFen: number;
  owedFen: number;
  paidFen: number;
  recoveredFen: number;
  unfundedFen: number;
  /** Claimed back and not yet recovered. */
  openRecoveryFen: number;
  /** 待办: what waits for somebody beside the procedure, and since when; absent where nothing does. */
  waiting?: Readonly<Record<WaitKey, string>>;
  /** 1 while anything does. */
  attention?: 1;
  /** Open review flags, each between bars, so that one can be looked for in an index; absent where there is none. */
  flags?: string;
  /** Who is paid: PERSON, INSTITUTION, EMPLOYER. */
  payeeKind?: string;
  certified?: CaseCertificate;
  /** Business time and actor of the last step. */
  lastStepAt: string;
  lastStepBy: string;
  lastStepRole: string;
  lines: readonly CaseLine[];
  /**
   * What else the case's own evolve knows, without sealed values; absent as long as nothing happened but the steps that every
   * case takes.
   */
  detail?: Readonly<Partial<CaseState>>;
}

/** 个案: one row per case, by case id. What is not here stands on the case's stream, which is short. */
export type CaseRow = RowOf<CaseFields>;
