import { endOfLocalDay, isValidLocalDate, normaliseInstant, type Instant } from '@ledger/kernel';

/**
 * 时点: of when, and by whose knowledge. `asOf`: what had happened by then in business time. `asKnown`: what the ledger had
 * recorded by then. Absent: everything.
 */
export interface Moment {
  readonly asOf?: Instant;
  readonly asKnown?: Instant;
}

/** A bare date means its end in Asia/Shanghai; undefined when the text is neither a date nor an instant with its offset. */
export const momentOf = (text: string): Instant | undefined =>
  isValidLocalDate(text) ? endOfLocalDay(text) : normaliseInstant(text);
