import { dayNumberOf, isValidLocalDate, localDateOfDayNumber } from './day-number';

/** 时刻: a moment in UTC, ISO 8601 with milliseconds, `2020-12-31T16:00:00.000Z`; in this form text order is time order. */
export type Instant = string;

const DAY_MS = 86_400_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const ANY_OFFSET =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))$/;

/** Whether the text is an instant in the one form that the ledger stores: UTC, three decimals, `Z`. */
export function isValidInstant(text: string): boolean {
  return INSTANT.test(text) && isValidLocalDate(text.slice(0, 10));
}

/**
 * The stored form of an ISO 8601 time with `Z` or an offset (`2021-01-01T00:00:00+08:00`); undefined if it is none.
 * A time without an offset is refused: nobody knows when it was. Digits below a millisecond are cut off.
 */
export function normaliseInstant(text: string): Instant | undefined {
  const found = ANY_OFFSET.exec(text);
  if (found === null || !isValidLocalDate(found[1]!)) return undefined;
  const [, date, hour, minute, second = '0', fraction = '', sign, offsetHour = '0', offsetMinute = '0'] = found;
  const offset = (Number(offsetHour) * 60 + Number(offsetMinute)) * (sign === '-' ? -1 : 1);
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  const ms = Number(`${fraction}000`.slice(0, 3));
  const epochMs = dayNumberOf(date!) * DAY_MS + minutes * 60_000 + Number(second) * 1000 + ms;
  return isRepresentable(epochMs) ? instantOfEpochMs(epochMs) : undefined;
}

/** Milliseconds since 1970-01-01T00:00:00.000Z. */
export function epochMsOf(instant: Instant): number {
  if (!isValidInstant(instant)) throw new RangeError('Not an instant (YYYY-MM-DDTHH:mm:ss.sssZ)');
  const minutes = Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16));
  const seconds = minutes * 60 + Number(instant.slice(17, 19));
  return dayNumberOf(instant.slice(0, 10)) * DAY_MS + seconds * 1000 + Number(instant.slice(20, 23));
}

/** The instant of a number of milliseconds since 1970-01-01T00:00:00.000Z. */
export function instantOfEpochMs(epochMs: number): Instant {
  if (!isRepresentable(epochMs)) throw new RangeError('Milliseconds outside the years 1 to 9999');
  const day = Math.floor(epochMs / DAY_MS);
  const ms = epochMs - day * DAY_MS;
  const clock = [ms / 3_600_000, (ms / 60_000) % 60, (ms / 1000) % 60]
    .map((part) => pad(Math.floor(part), 2))
    .join(':');
  return `${localDateOfDayNumber(day)}T${clock}.${pad(ms % 1000, 3)}Z`;
}

/** The instant that many milliseconds later (or earlier, if negative). */
export function addMilliseconds(instant: Instant, ms: number): Instant {
  return instantOfEpochMs(epochMsOf(instant) + ms);
}

const FIRST_MS = dayNumberOf('0001-01-01') * DAY_MS;
const LAST_MS = (dayNumberOf('9999-12-31') + 1) * DAY_MS - 1;

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function isRepresentable(epochMs: number): boolean {
  return Number.isInteger(epochMs) && epochMs >= FIRST_MS && epochMs <= LAST_MS;
}
