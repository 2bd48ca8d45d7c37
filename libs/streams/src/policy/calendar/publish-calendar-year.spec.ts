import { isWorkingDay } from '@ledger/kernel';
import { actor, given } from '@ledger/testing';
import { policyEvent } from '../policy.events';
import { policyStream } from '../policy.stream';
import { publishCalendarYear } from './publish-calendar-year.decide';
import { workingCalendar } from './working-calendar.rule';

const ADMIN = { actor: actor('POLICY_ADMIN', 'XC') };
const document = {
  kind: 'NOTICE',
  number: '国办发明电〔2019〕16号',
  issuer: '国务院办公厅',
  issuedOn: '2019-11-21',
  title: '2020年节假日安排',
};
const published = policyEvent('PolicyDocumentPublished', { document });
const year = { year: 2020, holidays: ['10-01', '01-01', '10-02'], makeUpDays: ['10-10', '09-27'], document };

describe('publishing the working calendar of a year', () => {
  it('tells working days from the others', () => {
    const { state } = given(policyStream, published)
      .when(publishCalendarYear, year, ADMIN)
      .then(
        policyEvent('CalendarYearPublished', {
          ...year,
          holidays: ['01-01', '10-01', '10-02'],
          makeUpDays: ['09-27', '10-10'],
        }),
      ).next;
    const calendar = workingCalendar(state);
    expect(['2020-09-27', '2020-09-30', '2020-10-01', '2020-10-03'].map((day) => isWorkingDay(calendar, day))).toEqual(
      [true, true, false, false].map((value) => ({ ok: true, value })),
    );
    expect(isWorkingDay(calendar, '2021-01-04')).toEqual({ ok: false, reason: 'calendar-missing', year: '2021' });
  });

  it('may be published again where a notice changes it, and names the one it corrects', () => {
    given(
      policyStream,
      published,
      policyEvent('CalendarYearPublished', { year: 2020, holidays: [], makeUpDays: [], document }),
    )
      .when(publishCalendarYear, { ...year, holidays: ['01-31'], makeUpDays: [] }, ADMIN)
      .then({
        type: 'CalendarYearPublished',
        data: { year: 2020, holidays: ['01-31'], makeUpDays: [], document },
        corrects: { stream: 'policy-XC', version: 2 },
      });
  });

  it('is refused without a published document (A-001)', () => {
    given(policyStream).when(publishCalendarYear, year, ADMIN).thenRefused('A-001');
  });

  it.each([
    ['no day of that year', { holidays: ['02-30'] }],
    ['no day of a common year', { year: 2021, holidays: ['02-29'], makeUpDays: [] }],
    ['one day twice', { holidays: ['01-01', '01-01'] }],
    ['a holiday on a Saturday', { holidays: ['10-03'] }],
    ['a make-up day on a Wednesday', { makeUpDays: ['09-30'] }],
  ])('is refused for %s', (_what, wrong) => {
    given(policyStream, published)
      .when(publishCalendarYear, { ...year, ...wrong }, ADMIN)
      .thenRefused('A-003', /通知/);
  });

  it.each([
    { year: 1999 },
    { year: 2020.5 },
    { holidays: ['1-1'] },
    { holidays: 'none' },
    { makeUpDays: Array.from({ length: 61 }, () => '10-10') },
  ])('takes no wrong shapes (%#)', (wrong) => {
    given(policyStream, published)
      .when(publishCalendarYear, { ...year, ...wrong }, ADMIN)
      .thenInvalid(Object.keys(wrong)[0]!);
  });
});
