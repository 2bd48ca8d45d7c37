import { dayNumberOf, daysInMonth, formatLocalDate, isValidLocalDate, localDateOfDayNumber } from './day-number';
import { type Instant } from './instant';

export { isValidLocalDate };

/** 日期: a civil date in Asia/Shanghai, `YYYY-MM-DD`; text order is time order. */
export type LocalDate = string;

/** Asia/Shanghai is UTC+8 all year; the last summer time ended in 1991. */
const OFFSET_HOURS = 8;

/** The Shanghai date of an instant: 2020-12-31T16:00:00.000Z is already 2021-01-01. */
export function localDateOf(instant: Instant): LocalDate {
  if (instant.charCodeAt(10) !== 0x54 || instant.charCodeAt(instant.length - 1) !== 0x5a) {
    throw new RangeError('Not an instant (YYYY-MM-DDTHH:mm:ss.sssZ)');
  }
  const date = instant.slice(0, 10);
  const hour = (instant.charCodeAt(11) - 48) * 10 + instant.charCodeAt(12) - 48;
  return hour < 24 - OFFSET_HOURS ? date : addDays(date, 1);
}

/** The date and time that Shanghai clocks show at an instant, to the second: `2021-01-01 00:00:00`. */
export function localTimeOf(instant: Instant): string {
  const hour = (Number(instant.slice(11, 13)) + OFFSET_HOURS) % 24;
  return `${localDateOf(instant)} ${String(hour).padStart(2, '0')}${instant.slice(13, 19)}`;
}

/** The instant at which Shanghai clocks show `clock` (`HH:mm`) on that date. */
export function instantOfLocal(date: LocalDate, clock: string): Instant {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(clock)) throw new RangeError('Not a time of day (HH:mm)');
  const hour = Number(clock.slice(0, 2)) - OFFSET_HOURS;
  const utcDate = addDays(date, hour < 0 ? -1 : 0);
  return `${utcDate}T${String((hour + 24) % 24).padStart(2, '0')}:${clock.slice(3)}:00.000Z`;
}

/** The last millisecond of the date in Shanghai: what a bare date means where a moment is asked for. */
export function endOfLocalDay(date: LocalDate): Instant {
  assertLocalDate(date);
  return `${date}T15:59:59.999Z`;
}

/** The date that many days later (or earlier, if negative). */
export function addDays(date: LocalDate, days: number): LocalDate {
  return localDateOfDayNumber(dayNumberOf(date) + days);
}

/** Days from the first date to the second; negative if the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** The same day of the month that many months later; the month's last day where it has no such day (01-31 → 02-29). */
export function addMonths(date: LocalDate, months: number): LocalDate {
  assertLocalDate(date);
  if (!Number.isInteger(months)) throw new RangeError('Not a whole number of months');
  const total = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return formatLocalDate(year, month, Math.min(Number(date.slice(8, 10)), daysInMonth(year, month)));
}

/** The calendar year, which is also the budget and accounting year. */
export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** The month, 1 to 12. */
export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

/** The ISO day of the week: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: LocalDate): number {
  // 1970-01-01 was a Thursday.
  return ((((dayNumberOf(date) + 3) % 7) + 7) % 7) + 1;
}

/** Negative, zero or positive as the first date is before, on or after the second. */
export function compareLocalDates(a: LocalDate, b: LocalDate): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function assertLocalDate(date: LocalDate): void {
  if (!isValidLocalDate(date)) throw new RangeError('Not a date (YYYY-MM-DD)');
}
