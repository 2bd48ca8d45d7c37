/*
 * Dates as whole days since 1970-01-01 in the proleptic Gregorian calendar: integer arithmetic on eras of 400 years
 * that begin on 1 March, so that a leap day is the last of its year. No Date object: it is called for every event.
 */

const DAYS_PER_ERA = 146_097;
const DAYS_TO_EPOCH = 719_468;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a date of the calendar, `YYYY-MM-DD`, in the years 1 to 9999. */
export function isValidLocalDate(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const year = Number(text.slice(0, 4));
  const month = Number(text.slice(5, 7));
  const day = Number(text.slice(8, 10));
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The number of days of a month (1 to 12). */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1]!;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days since 1970-01-01; throws if the text is no date. The text is not quoted: it may be a birth date. */
export function dayNumberOf(date: string): number {
  if (!isValidLocalDate(date)) throw new RangeError('Not a date (YYYY-MM-DD)');
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
}

/** The date that many days after 1970-01-01; throws outside the years 1 to 9999. */
export function localDateOfDayNumber(dayNumber: number): string {
  if (!Number.isInteger(dayNumber)) throw new RangeError('Not a whole number of days');
  const shifted = dayNumber + DAYS_TO_EPOCH;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return formatLocalDate(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** `YYYY-MM-DD` of its parts; throws outside the years 1 to 9999. */
export function formatLocalDate(year: number, month: number, day: number): string {
  if (year < 1 || year > 9999) throw new RangeError('A date outside the years 1 to 9999');
  const yearText = year < 1000 ? String(year).padStart(4, '0') : String(year);
  return `${yearText}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}
