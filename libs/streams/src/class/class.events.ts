import { event, type EventBody, type RecordedOf } from '@ledger/kernel';

/** 班期计划: what is filed and approved. Money in fen; instants ISO UTC. */
export interface ClassPlan {
  readonly projectId: string;
  /** USCC of the institution (or employer) that runs it. */
  readonly institution: string;
  /** USCC of the evaluation body. */
  readonly evaluator?: string;
  /** 管理单位: the unit of the place of training, fixed for good. */
  readonly unit: string;
  readonly headCount: number;
  /** Beginning of the first session: the one instant that is the class's start. */
  readonly startsAt: string;
  /** Last day of training, YYYY-MM-DD. */
  readonly endsOn: string;
  readonly level?: string;
  /** 项目制, 企业 or 个人 funding of the course decides who is paid. */
  readonly payeeKind: 'PERSON' | 'INSTITUTION' | 'EMPLOYER';
  /** Fee charged to each trainee, fen. */
  readonly feeFen: number;
  readonly sessions: readonly PlannedSession[];
  readonly venue: string;
}

/** 课次: number from 1, local date, class hours 学时. */
export interface PlannedSession {
  readonly no: number;
  readonly on: string;
  readonly hours: number;
}

/** What a class may be paid: per head at class start, and why nothing is encumbered where that is so. */
export interface ClassRate {
  readonly rateFen: number | null;
  readonly rateId: string | null;
  readonly unpayable?: 'RATE_PENDING' | 'BEFORE_FIRST_CLASS_START';
}

/** 考核结果 of one case. */
export interface ClassResult {
  readonly caseId: string;
  readonly passed: boolean;
  /** 0 to 100. */
  readonly score?: number;
}

/** 河南省职业培训信息管理服务系统, 就业创业实名制管理系统. */
export type ProvincialSystem = 'TRAINING_INFO' | 'REAL_NAME';

/** 班期: on `class-<id>`. */
export interface ClassEventMap {
  ClassFiled: { plan: ClassPlan; filedOn: string };
  /** The filing handed back for change; it may be filed again (as an amendment of the filing). */
  ClassReturned: { reason: string };
  /** Handed back in error: it waits for approval as it was filed. */
  ClassReturnTakenBack: Record<string, never>;
  /** 开班核准: money encumbered on the unit's line (0 when it cannot be paid, with why). `rateFen` per head at class start. */
  ClassApproved: ClassRate & { encumberedFen: number; commandId: string };
  AmendmentProposed: { proposalId: string; plan: ClassPlan; filedOn: string };
  AmendmentDeclined: { proposalId: string };
  /**
   * Checked like a filing and encumbered anew: what the amendment adds to, or frees from, the money held before.
   * `ages` in whole years at the new start, by case, when the start moved.
   */
  ClassAmended: ClassRate & {
    proposalId: string;
    plan: ClassPlan;
    encumberedFen: number;
    releasedFen: number;
    commandId: string;
    ages?: Readonly<Record<string, number>>;
  };
  /** Before the start: everything undrawn goes back. */
  ClassCancelled: { releasedFen: number; commandId: string };
  /** The class stands where it stood before it was cancelled; what cancelling released is encumbered again. */
  ClassCancellationTakenBack: { status: 'filed' | 'returned' | 'approved'; encumberedFen: number; commandId: string };
  /** The roster as pseudonyms. */
  ProvincialRegistrationRecorded: {
    system: ProvincialSystem;
    number: string;
    registeredAt: string;
    roster: readonly string[];
  };
  ProvincialRegistrationWithdrawn: { system: ProvincialSystem };
  ClassStarted: { startedAt: string };
  ClassStartTakenBack: Record<string, never>;
  /** 名册: a place taken by an enrolment, before its case opens. */
  PlaceTaken: { caseId: string; person: string; commandId: string };
  PlaceGivenBack: { caseId: string; person: string; commandId: string; why: string };
  /** `trainer` is the trainer's registration code, never a name. */
  SessionHeld: { no: number; on: string; hours: number; trainer: string };
  SessionRecordWithdrawn: { no: number };
  AttendanceRecorded: { no: number; present: readonly string[] };
  AttendanceCorrected: { no: number; present: readonly string[] };
  ClassFinished: { finishedOn: string };
  ClassFinishTakenBack: Record<string, never>;
  ResultsRecorded: { results: readonly ClassResult[] };
  ResultsCorrected: { results: readonly ClassResult[] };
  /** A claim draws on what the class holds. */
  ClassDrawn: { caseId: string; line: number; amountFen: number; commandId: string };
  /** A draw given back before it was instructed. On a closed class the fund line gets it instead. */
  DrawGivenBack: { caseId: string; line: number; amountFen: number; commandId: string; why: string };
  /** A draw changed by a correction before it was instructed. */
  DrawChanged: { caseId: string; line: number; fromFen: number; toFen: number; commandId: string };
  /** The undrawn rest goes back to the unit's line; so does, closed once more, what came back to a closed class. */
  ClassClosed: { releasedFen: number; commandId: string };
  ClassReopeningProposed: { proposalId: string };
  ClassReopeningDeclined: { proposalId: string };
  /** What closing released is encumbered again. */
  ClassReopened: { proposalId: string; encumberedFen: number; commandId: string };
}
export type ClassRecorded = RecordedOf<ClassEventMap>;

/** An event of this stream, its data checked against its type. */
export const classEvent = <T extends keyof ClassEventMap & string>(
  type: T,
  data: ClassEventMap[T],
  more?: Omit<EventBody, 'type' | 'data'>,
): EventBody<T, ClassEventMap[T]> => event(type, data, more);
