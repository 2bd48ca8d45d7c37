import type { ClassPlan, ClassRate, ClassStatus, ProvincialSystem } from '@ledger/streams/class';
import type { RowOf } from '../view';

export const CLASSES = 'classes';
export const CLASS_ROLL = 'class_roll';

/** A proposal that waits for another person. */
interface Open {
  readonly proposalId: string;
  readonly proposedBy: string;
  readonly at: string;
}

/** 省系统登记: the roster as a number of heads; who is on it stands in the class's stream. */
interface Registered {
  readonly number: string;
  readonly registeredAt: string;
  readonly heads: number;
}

interface ClassFields extends Omit<ClassPlan, 'sessions'>, ClassRate {
  readonly status: ClassStatus;
  /** Business time at which the status was reached, and who took it there. */
  readonly since: string;
  readonly by: string;
  /** Shanghai date of the start. */
  readonly startsOn: string;
  readonly plannedHours: number;
  readonly filedOn: string;
  readonly filedBy: string;
  readonly approvedBy?: string;
  readonly startedAt?: string;
  /** Shanghai date. */
  readonly finishedOn?: string;
  /** Fen: encumbered for it less what went back, drawn by claims, and what they may still draw. */
  readonly heldFen: number;
  readonly drawnFen: number;
  readonly freeFen: number;
  /** Live places. */
  readonly enrolled: number;
  readonly registrations: Readonly<Partial<Record<ProvincialSystem, Registered>>>;
  readonly amendments: readonly Open[];
  readonly reopenings: readonly Open[];
  /** 1 while an amendment or a reopening waits. */
  readonly attention?: 1;
  /** Who passed, by their attendance in whole percent rounded down; counted once there are results. */
  readonly passedByShare: Readonly<Record<string, number>>;
}

/** 班期: one row per class, by class id. */
export type ClassRow = RowOf<ClassFields>;

interface RollFields {
  /** By session number; `present` are case ids, absent until attendance is recorded. */
  readonly sessions: Readonly<
    Record<string, { readonly on: string; readonly hours: number; readonly present?: readonly string[] }>
  >;
  /** By case id. */
  readonly results: Readonly<Record<string, { readonly passed: boolean; readonly score?: number }>>;
  /** Cases whose place was given back: they count no more. */
  readonly left: readonly string[];
}

/** 班期点名册: sessions, who was there, and results; one row per class, apart from it because it is long and changes seldom. */
export type ClassRollRow = RowOf<RollFields>;

export const emptyRoll: ClassRollRow = { sessions: {}, results: {}, left: [] };
