import { addDays, type LocalDate, weekdayOf } from './local-date';

/** 工作日历: what the State Council's notices say about one year; all days `MM-DD`. */
export interface CalendarYear {
  /** Weekdays on which offices are closed. */
  readonly holidays: readonly string[];
  /** 调休: Saturdays and Sundays that are worked instead. */
  readonly makeUpDays: readonly string[];
}

/** The years that are known, by their four digits. */
export interface WorkingCalendar {
  readonly years: Readonly<Record<string, CalendarYear>>;
}

/** An answer, or the year whose calendar would be needed for one: a working day is never guessed. */
export type CalendarAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: 'calendar-missing'; readonly year: string };

/** 工作日: a weekday that is no holiday, or a weekend day that is worked instead. */
export function isWorkingDay(calendar: WorkingCalendar, date: LocalDate): CalendarAnswer<boolean> {
  const year = date.slice(0, 4);
  const known = calendar.years[year];
  if (known === undefined) return { ok: false, reason: 'calendar-missing', year };
  const day = date.slice(5);
  return answer(weekdayOf(date) <= 5 ? !known.holidays.includes(day) : known.makeUpDays.includes(day));
}

/** The n-th working day after the date (before it, if n is negative); the date itself does not count. n = 0 gives the date. */
export function addWorkingDays(calendar: WorkingCalendar, date: LocalDate, n: number): CalendarAnswer<LocalDate> {
  if (!Number.isInteger(n)) throw new RangeError('Not a whole number of working days');
  const step = n < 0 ? -1 : 1;
  let day = date;
  let left = Math.abs(n);
  while (left > 0) {
    day = addDays(day, step);
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    if (working.value) left -= 1;
  }
  return answer(day);
}

/** How many working days lie between: `from` counts, `to` does not; 0 if `to` is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): CalendarAnswer<number> {
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) {
    const working = isWorkingDay(calendar, day);
    if (!working.ok) return working;
    if (working.value) count += 1;
  }
  return answer(count);
}

/** 公示期末日: the last of n working days of which the first is `first`, or the next working day if `first` is none. Both ends count. */
export function lastOfWorkingDays(calendar: WorkingCalendar, first: LocalDate, n: number): CalendarAnswer<LocalDate> {
  if (!Number.isInteger(n) || n < 1) throw new RangeError('At least one working day');
  return addWorkingDays(calendar, addDays(first, -1), n);
}

/**
 * 开班备案期限: whether a class was filed at least `lead` working days before it starts, and the last day on which it could be.
 * The day of filing counts, the start day does not: for a start on 2020-10-15 and 5 days, 10-09 is in time, 10-10 late.
 */
export function filedInTime(
  calendar: WorkingCalendar,
  filedOn: LocalDate,
  startsOn: LocalDate,
  lead: number,
): CalendarAnswer<{ readonly inTime: boolean; readonly latestOn: LocalDate }> {
  if (lead < 0) throw new RangeError('The lead cannot be negative');
  const latest = addWorkingDays(calendar, startsOn, -lead);
  if (!latest.ok) return latest;
  return answer({ inTime: filedOn <= latest.value, latestOn: latest.value });
}

function answer<T>(value: T): CalendarAnswer<T> {
  return { ok: true, value };
}
