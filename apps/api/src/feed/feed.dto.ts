import { IsUnit, Optional } from '@ledger/streams/shapes';
import { IsInt, Matches, Max, Min } from 'class-validator';

const MOST_EVENTS = 1_000;
const MOST_WAIT_MS = 25_000;
const NAMES = /^[A-Za-z][\w-]{0,63}(,[A-Za-z][\w-]{0,63}){0,49}$/;

export class FeedAsked {
  /** The last position that was seen; 0 from the start. `Last-Event-ID` says the same. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  after?: number;

  /** Kinds of stream, separated by commas, such as case,class. */
  @Optional()
  @Matches(NAMES)
  kinds?: string;

  /** Event types, separated by commas. */
  @Optional()
  @Matches(NAMES)
  types?: string;

  @Optional()
  @IsUnit()
  unit?: string;

  @Optional()
  @IsInt()
  @Min(1)
  @Max(MOST_EVENTS)
  limit?: number;

  /** How long a poll waits for something new, milliseconds. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(MOST_WAIT_MS)
  waitMs?: number;
}
