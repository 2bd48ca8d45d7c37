import type { YearBasis } from '../../vocabulary';
import type { SlotYears } from '../person.events';

/** What a claim asks of the person's quota. `max` and `basis` are the policy's on the claim's day. */
export interface SlotAsked {
  readonly caseId: string;
  readonly years: SlotYears;
  readonly basis: YearBasis;
  readonly dedupeKey: string;
  readonly occupationId?: string;
  readonly level?: string;
  readonly workType?: string;
  readonly max: number;
  /** The exception to be used; where absent, the one approved for this case and year, if any. */
  readonly exceptionId?: string;
}
