import { defineCommand, fails, holds, isValidLocalDate, type Protected, type Rule, weekdayOf } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { correctsPolicy, onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { PublishCalendarYear } from './publish-calendar-year.command';

type M = Matter<Protected<PublishCalendarYear>, PolicyState>;

const daysAreOfThatYear: Rule<M> = {
  ruleId: 'A-003',
  clause: '二(三)3',
  judge({ command: { year, holidays, makeUpDays } }) {
    const days = [...holidays, ...makeUpDays];
    const wrong = days.find((day, i) => !isValidLocalDate(`${year}-${day}`) || days.indexOf(day) !== i);
    if (wrong === undefined) return holds(year);
    return fails(
      `${year} 年没有 ${wrong} 这一天，或该日重复出现；请按通知核对（MM-DD）。`,
      `${wrong} is no day of ${year}, or stands twice; check it against the notice (MM-DD).`,
      wrong,
    );
  },
};

const holidaysAreWeekdays: Rule<M> = {
  ruleId: 'A-003',
  clause: '二(三)3',
  judge({ command: { year, holidays, makeUpDays } }) {
    const isWeekday = (day: string): boolean => weekdayOf(`${year}-${day}`) <= 5;
    const wrong = holidays.find((day) => !isWeekday(day)) ?? makeUpDays.find(isWeekday);
    if (wrong === undefined) return holds(holidays.length);
    return fails(
      `${year}-${wrong} 的星期不符：放假日只列工作日，调休上班日只列周六、周日；请按通知核对。`,
      `${year}-${wrong} falls on the wrong day of the week: holidays are weekdays, make-up days Saturdays or Sundays; check the notice.`,
      wrong,
    );
  },
};

export const publishCalendarYear = defineCommand<PublishCalendarYear, Protected<PublishCalendarYear>, PolicyState>({
  ...onPolicy,
  name: 'PublishCalendarYear',
  zh: '发布年度工作日历',
  en: 'Publish the working calendar of a year',
  shape: PublishCalendarYear,
  decide: (command, state, context) =>
    decideBy([byPublishedDocument, daysAreOfThatYear, holidaysAreWeekdays], { command, state, context }, () => {
      const { year, holidays, makeUpDays, document } = command;
      return {
        events: policyEvent(
          'CalendarYearPublished',
          { year, holidays: holidays.toSorted(), makeUpDays: makeUpDays.toSorted(), document: { ...document } },
          correctsPolicy(state.years[year]?.version),
        ),
      };
    }),
});
