import type { DecidedProposal, OpenProposal } from '../rules';
import type { ClassPlan, ClassRate, ProvincialSystem } from './class.events';

export type ClassStatus = 'none' | 'filed' | 'returned' | 'approved' | 'started' | 'finished' | 'cancelled' | 'closed';

/** 名额: a learner's place in the class. */
export interface Place {
  readonly person: string;
  readonly commandId: string;
}

/** What a claim's line has drawn on the class, fen. */
export interface Draw {
  readonly amountFen: number;
  readonly commandId: string;
  /** The last change and what stood before it: only its command takes it as its own or undoes it. */
  readonly changed?: { readonly commandId: string; readonly fromFen: number };
  /** Was there when the class was closed: a claim that ended then left it on record, its money gone back by the fund line. */
  readonly kept?: true;
}

/** 省系统登记; `version` is that of the event that recorded it. */
export interface Registration {
  readonly number: string;
  readonly registeredAt: string;
  /** Pseudonyms. */
  readonly roster: readonly string[];
  readonly version: number;
}

export interface HeldSession {
  readonly on: string;
  readonly hours: number;
  readonly trainer: string;
  /** Cases whose learner was there; absent until attendance is recorded. */
  readonly present?: readonly string[];
  readonly version: number;
  /** Version of the attendance in force. */
  readonly attendanceVersion?: number;
}

export interface Result {
  readonly passed: boolean;
  readonly score?: number;
  readonly version: number;
}

/** A changed plan that waits for another person. `at` is its business time, `filedOn` its Shanghai date. */
export interface Amendment {
  readonly plan: ClassPlan;
  readonly proposedBy: string;
  readonly filedOn: string;
  readonly at: string;
  /** Version of the event that the plan which it changes came from. */
  readonly planVersion?: number;
}

/** 撤回结清 that waits for another person; `closeVersion` is that of the closing which it takes back. */
export interface Reopening extends OpenProposal {
  readonly closeVersion?: number;
}

/** 取消: who called the class off, where it stood then, and what went back; for taking it back. */
export interface Cancellation {
  readonly by: string;
  readonly before: 'filed' | 'returned' | 'approved';
  readonly releasedFen: number;
  readonly version: number;
}

export interface ClassState {
  status: ClassStatus;
  plan?: ClassPlan;
  /** Version of the event that the plan in force came from. */
  planVersion?: number;
  filedBy?: string;
  filedOn?: string;
  returnVersion?: number;
  approvedBy?: string;
  rateFen: number | null;
  rateId: string | null;
  unpayable?: ClassRate['unpayable'];
  /** Encumbered for the class on the fund line, less what went back: draws are part of it. */
  heldFen: number;
  /** What closing gave back, for reopening. */
  releasedAtCloseFen: number;
  /** Live draws by `<caseId>#<line>`. */
  draws: Record<string, Draw>;
  drawnFen: number;
  /** By system; the one recorded that was not withdrawn. */
  registrations: Partial<Record<ProvincialSystem, Registration>>;
  /** Live places by case id. */
  roster: Record<string, Place>;
  placeCount: number;
  /** Case id by pseudonym: one live place per person. */
  placeOf: Record<string, string>;
  /** By number. */
  sessions: Record<string, HeldSession>;
  /** By case id. */
  results: Record<string, Result>;
  amendments: Record<string, Amendment>;
  /** By proposal id. */
  reopenings: Record<string, Reopening>;
  /** Amendments and reopenings that were decided, by id. */
  decided: Record<string, DecidedProposal>;
  startedAt?: string;
  startVersion?: number;
  finishedOn?: string;
  finishVersion?: number;
  closeVersion?: number;
  /** Set while the class is cancelled. */
  cancelled?: Cancellation;
  /** Ages in whole years recorded when an amendment moved the start, by case. */
  ages: Record<string, number>;
  /** The last step of the procedure: business time, event type and who took it. */
  lastStepAt?: string;
  lastStepType?: string;
  lastStepBy?: string;
  lastStepRole?: string;
  lastStepUnit?: string;
}

/** Every field is named, in one order, so that all states have one hidden class. */
export const initialClass = (): ClassState => ({
  status: 'none',
  plan: undefined,
  planVersion: undefined,
  filedBy: undefined,
  filedOn: undefined,
  returnVersion: undefined,
  approvedBy: undefined,
  rateFen: null,
  rateId: null,
  unpayable: undefined,
  heldFen: 0,
  releasedAtCloseFen: 0,
  draws: {},
  drawnFen: 0,
  registrations: {},
  roster: {},
  placeCount: 0,
  placeOf: {},
  sessions: {},
  results: {},
  amendments: {},
  reopenings: {},
  decided: {},
  startedAt: undefined,
  startVersion: undefined,
  finishedOn: undefined,
  finishVersion: undefined,
  closeVersion: undefined,
  cancelled: undefined,
  ages: {},
  lastStepAt: undefined,
  lastStepType: undefined,
  lastStepBy: undefined,
  lastStepRole: undefined,
  lastStepUnit: undefined,
});

/** The key of a draw: one per line of a case. */
export const drawKey = (caseId: string, line: number): string => `${caseId}#${line}`;
