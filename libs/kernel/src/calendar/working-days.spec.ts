import { isWorkday } from 'chinese-days';
import { addDays, weekdayOf } from './local-date';
import {
  addWorkingDays,
  type CalendarAnswer,
  filedInTime,
  isWorkingDay,
  lastOfWorkingDays,
  type WorkingCalendar,
  workingDaysBetween,
} from './working-days';
import year2019 from '../../../reference/data/calendar/2019.json';
import year2020 from '../../../reference/data/calendar/2020.json';
import year2021 from '../../../reference/data/calendar/2021.json';

const calendar: WorkingCalendar = { years: { '2019': year2019, '2020': year2020, '2021': year2021 } };

function value<T>(answer: CalendarAnswer<T>): T {
  if (!answer.ok) throw new Error(`the calendar of ${answer.year} is missing`);
  return answer.value;
}

describe('working days of 2019 to 2021 (F.4)', () => {
  it('agrees with an independent calendar on every day', () => {
    let days = 0;
    for (let date = '2019-01-01'; date <= '2021-12-31'; date = addDays(date, 1), days++) {
      expect([date, value(isWorkingDay(calendar, date))]).toEqual([date, isWorkday(date)]);
    }
    expect(days).toBe(1096);
  });

  it.each([year2019, year2020, year2021])(
    'lists only weekdays as holidays and only weekend days as worked',
    ({ year, holidays, makeUpDays, documents }) => {
      expect(holidays.map((day) => weekdayOf(`${year}-${day}`)).every((day) => day <= 5)).toBe(true);
      expect(makeUpDays.map((day) => weekdayOf(`${year}-${day}`)).every((day) => day >= 6)).toBe(true);
      expect(new Set([...holidays, ...makeUpDays]).size).toBe(holidays.length + makeUpDays.length);
      expect(
        documents.every(({ number, issuedOn }) => number.startsWith('国办发明电') && issuedOn < `${year}-12-31`),
      ).toBe(true);
    },
  );

  it('works on 2019-10-12, the Saturday on which the plan was issued', () => {
    expect(weekdayOf('2019-10-12')).toBe(6);
    expect(value(isWorkingDay(calendar, '2019-10-12'))).toBe(true);
  });

  it('counts five working days from 2019-09-29 as 09-29, 09-30, 10-08, 10-09, 10-10', () => {
    const last = [1, 2, 3, 4, 5].map((n) => value(lastOfWorkingDays(calendar, '2019-09-29', n)));
    expect(last).toEqual(['2019-09-29', '2019-09-30', '2019-10-08', '2019-10-09', '2019-10-10']);
  });

  it('publishes a list of 2020-01-20 for five working days until 02-03, for the holiday was prolonged to 02-02', () => {
    const last = [1, 2, 3, 4, 5].map((n) => value(lastOfWorkingDays(calendar, '2020-01-20', n)));
    expect(last).toEqual(['2020-01-20', '2020-01-21', '2020-01-22', '2020-01-23', '2020-02-03']);
  });

  it('begins to count on the next working day when a list is opened on a holiday', () => {
    expect(value(lastOfWorkingDays(calendar, '2020-10-03', 1))).toBe('2020-10-09');
  });

  it('needs at least one day, and no parts of days', () => {
    expect(() => lastOfWorkingDays(calendar, '2020-10-09', 0)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, '2020-10-09', 0.5)).toThrow(RangeError);
    expect(() => filedInTime(calendar, '2020-10-09', '2020-10-15', -1)).toThrow(RangeError);
  });

  it('adds working days forwards and backwards, the day itself not counted', () => {
    expect(value(addWorkingDays(calendar, '2019-09-30', 1))).toBe('2019-10-08');
    expect(value(addWorkingDays(calendar, '2019-10-08', -1))).toBe('2019-09-30');
    expect(value(addWorkingDays(calendar, '2020-10-03', 1))).toBe('2020-10-09');
    expect(value(addWorkingDays(calendar, '2020-10-03', 0))).toBe('2020-10-03');
  });

  it('counts the first day and not the last between two dates', () => {
    expect(value(workingDaysBetween(calendar, '2020-10-09', '2020-10-15'))).toBe(5);
    expect(value(workingDaysBetween(calendar, '2020-10-10', '2020-10-15'))).toBe(4);
    expect(value(workingDaysBetween(calendar, '2020-10-15', '2020-10-15'))).toBe(0);
    expect(value(workingDaysBetween(calendar, '2020-10-15', '2020-10-09'))).toBe(0);
    expect(value(workingDaysBetween(calendar, '2019-01-01', '2022-01-01'))).toBe(
      value(workingDaysBetween(calendar, '2019-01-01', '2020-07-01')) +
        value(workingDaysBetween(calendar, '2020-07-01', '2022-01-01')),
    );
  });
});

describe('filing a class five working days before it starts (B.5-filing)', () => {
  it.each([
    ['2020-10-09', true],
    ['2020-10-10', false],
    ['2020-10-08', true],
    ['2020-10-15', false],
    ['2020-10-16', false],
  ])('for a start on 2020-10-15, a filing on %s is in time: %p', (filedOn, inTime) => {
    expect(value(filedInTime(calendar, filedOn, '2020-10-15', 5))).toEqual({ inTime, latestOn: '2020-10-09' });
  });

  it('is in time exactly when that many working days lie between filing and start', () => {
    for (let startsOn = '2019-02-15'; startsOn <= '2021-12-31'; startsOn = addDays(startsOn, 3)) {
      for (let back = 0; back <= 14; back++) {
        const filedOn = addDays(startsOn, -back);
        const enough = value(workingDaysBetween(calendar, filedOn, startsOn)) >= 5;
        expect([filedOn, startsOn, value(filedInTime(calendar, filedOn, startsOn, 5)).inTime]).toEqual([
          filedOn,
          startsOn,
          enough,
        ]);
      }
    }
  });

  it('never takes a filing after the start, even where no lead is asked for', () => {
    expect(value(filedInTime(calendar, '2020-10-15', '2020-10-15', 0)).inTime).toBe(true);
    expect(value(filedInTime(calendar, '2020-10-16', '2020-10-15', 0)).inTime).toBe(false);
  });
});

describe('a year without calendar', () => {
  const missing = (year: string) => ({ ok: false, reason: 'calendar-missing', year });

  it('is said, never guessed', () => {
    expect(isWorkingDay(calendar, '2022-01-04')).toEqual(missing('2022'));
    expect(addWorkingDays(calendar, '2021-12-31', 1)).toEqual(missing('2022'));
    expect(addWorkingDays(calendar, '2019-01-02', -1)).toEqual(missing('2018'));
    expect(workingDaysBetween(calendar, '2018-12-31', '2019-01-03')).toEqual(missing('2018'));
    expect(lastOfWorkingDays(calendar, '2021-12-30', 5)).toEqual(missing('2022'));
    expect(filedInTime(calendar, '2018-12-20', '2019-01-04', 5)).toEqual(missing('2018'));
  });

  it('does not matter where the answer does not need it', () => {
    expect(value(lastOfWorkingDays(calendar, '2019-01-01', 1))).toBe('2019-01-02');
    expect(value(lastOfWorkingDays(calendar, '2021-12-30', 2))).toBe('2021-12-31');
    expect(value(filedInTime(calendar, '2018-12-20', '2019-01-09', 5))).toEqual({
      inTime: true,
      latestOn: '2019-01-02',
    });
  });
});
