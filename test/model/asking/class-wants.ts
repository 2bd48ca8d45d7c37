import { addDays, localDateOf } from '@ledger/kernel';
import { at, staff, workingDay } from '@ledger/simulation';
import type { ClassBook } from '../book/books';
import { EXAMINER, HOURS, MODEL_PROJECTS, RUNNERS, runnerOf, type ModelProject } from '../world/world';
import { dayAfter, type Desk, type Wanted } from './desk';

interface Filing {
  readonly classId: string;
  readonly unit: string;
  readonly project: ModelProject;
  readonly level: string;
  readonly headCount: number;
  readonly startsAt: string;
}

/** Everything of a class from its filing to its results, each as what its people would ask. */
export const fileClass = ({ classId, unit, project, level, headCount, startsAt }: Filing, after?: string): Wanted => ({
  by: runnerOf(unit),
  command: 'FileClass',
  after,
  data: {
    classId,
    unit,
    headCount,
    level,
    projectId: project.projectId,
    institution: RUNNERS[unit]?.uscc ?? '',
    evaluator: EXAMINER.unit,
    payeeKind: 'PERSON',
    feeFen: 0,
    venue: '模拟实训楼一层教室',
    ...timetable(startsAt),
  },
});

export function timetable(startsAt: string): { startsAt: string; endsOn: string; sessions: object[] } {
  const on = localDateOf(startsAt);
  return { startsAt, endsOn: on, sessions: [{ no: 1, on, hours: HOURS }] };
}

export function someFiling(desk: Desk, classId: string, unit: string): Filing {
  const project = desk.pick(MODEL_PROJECTS);
  const lead = desk.chance(0.1) ? desk.random.int(2, 5) : desk.random.int(6, 12);
  return {
    classId,
    unit,
    project,
    level: desk.pick(project.levels),
    headCount: desk.random.int(1, 3),
    startsAt: startOn(desk, workingDay(localDateOf(desk.now), lead)),
  };
}

/** In the morning, or at the very midnight with which the day begins in Shanghai. */
export const startOn = (desk: Desk, day: string): string => at(day, desk.chance(0.25) ? '00:00' : '08:30');

const byClerk = (command: string, classId: string, { unit, lastAt }: ClassBook, due?: string): Wanted => ({
  by: staff('CLERK', unit),
  command,
  data: { classId },
  after: lastAt,
  due,
});

const byRunner = (command: string, classId: string, of: ClassBook, due?: string, more: object = {}): Wanted => ({
  by: runnerOf(of.unit),
  command,
  data: { classId, ...more },
  after: of.lastAt,
  due,
});

const start = (of: ClassBook): string => localDateOf(of.plan.startsAt);

export const classWants = {
  approve: (classId: string, of: ClassBook) => byClerk('ApproveClass', classId, of),
  returned: (classId: string, of: ClassBook) => byClerk('ReturnClass', classId, of),
  cancel: (classId: string, of: ClassBook) => byClerk('CancelClass', classId, of),
  close: (classId: string, of: ClassBook) => byClerk('CloseClass', classId, of),
  reopen: (desk: Desk, classId: string, of: ClassBook): Wanted => ({
    ...byClerk('ProposeClassReopening', classId, of),
    data: { classId, proposalId: desk.uuid() },
  }),
  decideReopening: (desk: Desk, classId: string, of: ClassBook, proposalId: string): Wanted => ({
    by: desk.staff('CONFIRMER', of.unit, 2),
    command: desk.chance(0.8) ? 'ApproveClassReopening' : 'DeclineClassReopening',
    data: { classId, proposalId },
    after: of.reopenings[proposalId]?.at ?? of.lastAt,
  }),
  enrol: (classId: string, of: ClassBook, caseId: string, idNumber: string): Wanted =>
    byRunner('EnrolLearner', classId, of, undefined, {
      caseId,
      idNumber,
      categories: ['RURAL_MIGRANT'],
      primaryCategory: 'RURAL_MIGRANT',
    }),
  register: (classId: string, of: ClassBook, system: string, registeredAt: string, roster: string[]): Wanted =>
    byRunner('RecordProvincialRegistration', classId, of, registeredAt, {
      system,
      registeredAt,
      roster,
      number: `PX-${classId.slice(0, 6)}`,
    }),
  start: (classId: string, of: ClassBook) => byRunner('StartClass', classId, of, of.plan.startsAt),
  session: (classId: string, of: ClassBook) =>
    byRunner('RecordSession', classId, of, at(start(of), '17:00'), {
      no: 1,
      on: start(of),
      hours: HOURS,
      trainer: 'trainer-1',
    }),
  attendance: (classId: string, of: ClassBook, present: string[]) =>
    byRunner('RecordAttendance', classId, of, at(start(of), '17:10'), { no: 1, present }),
  finish: (classId: string, of: ClassBook, daysLater: number): Wanted => {
    const finishedOn = addDays(start(of), daysLater);
    return byRunner('FinishClass', classId, of, at(finishedOn, '18:00'), { finishedOn });
  },
  results: (classId: string, of: ClassBook, results: { caseId: string; passed: boolean }[]): Wanted => ({
    by: EXAMINER,
    command: 'RecordResults',
    data: { classId, results },
    after: of.lastAt,
    due: dayAfter(of.finishedOn ?? start(of)),
  }),
  amend: (classId: string, of: ClassBook, proposalId: string, change: object) =>
    byRunner('ProposeClassAmendment', classId, of, undefined, { proposalId, ...change }),
  decideAmendment: (classId: string, of: ClassBook, proposalId: string, approves: boolean): Wanted => ({
    ...byClerk(approves ? 'ApproveClassAmendment' : 'DeclineClassAmendment', classId, of),
    data: { classId, proposalId },
    after: of.proposals[proposalId]?.at ?? of.lastAt,
  }),
};
