import { event, type DocumentRef, type LedgerEvent } from '@ledger/kernel';
import { catalogueStream, type TrainingProject } from '@ledger/streams/catalogue';
import type { ClassPlan } from '@ledger/streams/class';
import { orgStream, type OrgScope } from '@ledger/streams/org';
import { policyStream } from '@ledger/streams/policy';
import { actor } from './actors';
import type { GivenFacts } from './given-fact';
import { by, type GivenEvent, stateOf, uuid } from './recorded';

/*
 * One made-up class of Weidu District and all that it is checked against: twenty places for electricians at level 5,
 * from 2020-10-15 08:30 in Shanghai, at 1,200.00 yuan a head.
 */

export const UNIT = 'XC-411002';
const INSTITUTION = '52411000MJ0TE5T35D';
const EVALUATOR = '91411000MA0TE5T16W';
export const EMPLOYER = '91411081MA0TE5T242';
export const CLASS_ID = uuid(1);

export const SCHOOL = actor('INSTITUTION', INSTITUTION);
export const FACTORY = actor('EMPLOYER', EMPLOYER);
export const EXAMINER = actor('EVALUATOR', EVALUATOR);
export const CLERK = actor('CLERK', UNIT, 'clerk-1');

export const DOCUMENT: DocumentRef = {
  kind: 'APPROVAL',
  number: '模拟文〔2020〕第001号',
  issuer: '魏都区人力资源和社会保障局',
  issuedOn: '2020-09-01',
  title: '批复',
};

const SESSION_DAYS = ['15', '16', '17', '18', '19', '20', '21', '22', '23', '24'].map((day) => `2020-10-${day}`);

export const PLAN: ClassPlan = {
  projectId: 'prj-electrician',
  institution: INSTITUTION,
  evaluator: EVALUATOR,
  unit: UNIT,
  headCount: 20,
  startsAt: '2020-10-15T00:30:00.000Z',
  endsOn: '2020-10-30',
  level: 'L5',
  payeeKind: 'INSTITUTION',
  feeFen: 0,
  sessions: SESSION_DAYS.map((on, i) => ({ no: i + 1, on, hours: 8 })),
  venue: '魏都区实训室',
};

/** 2020-09-25 in Shanghai: well before the start. */
export const FILED_AT = '2020-09-25T02:00:00.000Z';
export const APPROVED_AT = '2020-09-28T02:00:00.000Z';
export const STARTED_AT = '2020-10-15T01:00:00.000Z';
export const FINISHED_AT = '2020-10-26T01:00:00.000Z';

const electrician: TrainingProject = {
  projectId: 'prj-electrician',
  zh: '电工等级培训',
  en: 'Electrician',
  programme: 'P1_ADV_MANUFACTURING',
  trainingNature: 'UPSKILLING',
  certKind: 'SKILL_LEVEL',
  occupationId: 'occ-electrician',
  levels: ['L5', 'L4'],
  hours: 80,
};

const completion: TrainingProject = {
  projectId: 'prj-pre-job',
  zh: '岗前培训',
  en: 'Pre-job training',
  programme: 'P1_ADV_MANUFACTURING',
  trainingNature: 'PRE_JOB',
  certKind: 'TRAINING_COMPLETION',
  skillItem: 'course-pre-job',
  hours: 16,
};

/** The catalogue, its project of electricians with whatever is different of it. */
export const projectsWith = (more: object) =>
  stateOf(
    catalogueStream,
    event('ProjectListed', {
      project: { ...electrician, ...more },
      listedFrom: '2019-01-01',
      document: DOCUMENT,
    }),
  );

const PROJECTS = stateOf(
  catalogueStream,
  event('ProjectListed', { project: electrician, listedFrom: '2019-01-01', document: DOCUMENT }),
  event('ProjectListed', { project: completion, listedFrom: '2019-01-01', document: DOCUMENT }),
);

const occupation = {
  occupationId: 'occ-electrician',
  codeSystemVersion: '2015',
  code: '6-31-01-03',
  zh: '电工',
  en: 'Electrician',
  majorGroup: 6,
  source: 'PROVINCIAL',
};

export const occupations = (more: object = {}) =>
  stateOf(
    catalogueStream,
    event('OccupationListed', { occupation: { ...occupation, ...more }, listedFrom: '2019-01-01', document: DOCUMENT }),
  );

/** An organisation listed in one role, with whatever happened to its listing since. */
export const org = (role: string, scope: OrgScope, ...more: readonly GivenEvent[]) =>
  stateOf(
    orgStream,
    event('OrganisationListed', { role, scope, listedFrom: '2019-01-01', document: DOCUMENT }),
    ...more,
  );

const SCHOOL_STATE = org('INSTITUTION', { projects: ['prj-electrician', 'prj-pre-job'] });
const EXAMINER_STATE = org('EVALUATOR', {
  occupations: [{ occupationId: 'occ-electrician', levels: ['L5', 'L4'] }],
});

const parameter = (key: string, value: LedgerEvent['data']) =>
  event('ParameterSet', { key, value, validFrom: '2019-01-01', document: DOCUMENT });

export const RATE = {
  itemCode: 'SKILL_LEVEL',
  certKind: 'SKILL_LEVEL',
  trainingNature: null,
  issue: null,
  payeeKind: null,
  minHours: null,
  minDays: null,
  fund: 'SPECIAL_ACCOUNT',
  validFrom: '2019-01-01',
  validTo: null,
};

export const PRE_JOB_RATE = {
  certKind: 'TRAINING_COMPLETION',
  level: null,
  trainingNature: 'PRE_JOB',
  amountFen: 30_000,
  minHours: 24,
};

const rate = (more: object) =>
  event('RateAdded', { rate: { ...RATE, ...more }, document: DOCUMENT, status: 'unconfirmed' });

/** The calendar of 2020: weekday holidays and weekend make-up days. */
const CALENDAR_2020 = event('CalendarYearPublished', {
  year: 2020,
  holidays:
    '01-01 01-24 01-27 01-28 01-29 01-30 01-31 04-06 05-01 05-04 05-05 06-25 06-26 10-01 10-02 10-05 10-06 10-07 10-08'.split(
      ' ',
    ),
  makeUpDays: ['01-19', '04-26', '05-09', '06-28', '09-27', '10-10'],
  document: DOCUMENT,
});

/** The policy, and whatever was changed of it since. */
export const policy = (...more: readonly GivenEvent[]) =>
  stateOf(
    policyStream,
    parameter('class.filingLeadWorkingDays', 5),
    parameter('fund.firstClassStart', '2019-10-12'),
    parameter('quota.exceptionAllowed', true),
    parameter('age.min', 16),
    parameter('age.max', 59),
    rate({ rateId: 'rate-l5', level: 'L5', amountFen: 120_000 }),
    rate({ rateId: 'rate-l4', level: 'L4', amountFen: 160_000 }),
    rate({ rateId: 'rate-pre-job', ...PRE_JOB_RATE }),
    CALENDAR_2020,
    ...more,
  );

export const setParameter = parameter;

/** All facts that a class command may ask for, on a simulated ledger. */
export const CLASS_FACTS: GivenFacts = {
  policy: policy(),
  projects: PROJECTS,
  occupations: occupations(),
  institution: SCHOOL_STATE,
  evaluator: EXAMINER_STATE,
  ledger: { ledgerId: 'x', clock: 'simulated' },
};

export const filed = (plan: ClassPlan = PLAN): GivenEvent =>
  by(SCHOOL, event('ClassFiled', { plan, filedOn: '2020-09-25' }), { occurredAt: FILED_AT });

export const approved = (more: object = {}): GivenEvent =>
  by(
    CLERK,
    event('ClassApproved', {
      rateFen: 120_000,
      rateId: 'rate-l5',
      encumberedFen: 2_400_000,
      commandId: uuid(50),
      ...more,
    }),
    { occurredAt: APPROVED_AT },
  );

export const started = (): GivenEvent =>
  by(SCHOOL, event('ClassStarted', { startedAt: PLAN.startsAt }), { occurredAt: STARTED_AT });

export const place = (n: number, person = `person-${n}`): GivenEvent =>
  event('PlaceTaken', { caseId: uuid(100 + n), person, commandId: uuid(200 + n) });

export const held = (no: number): GivenEvent =>
  event('SessionHeld', { no, on: SESSION_DAYS[no - 1], hours: 8, trainer: 'TR-0001' });

export const attended = (no: number, ...present: readonly number[]): GivenEvent =>
  event('AttendanceRecorded', { no, present: present.map((n) => uuid(100 + n)) });

/** Ten sessions of eight hours, the two learners at each. */
export const taught = (): GivenEvent[] => SESSION_DAYS.flatMap((_day, i) => [held(i + 1), attended(i + 1, 1, 2)]);

export const finished = (): GivenEvent =>
  by(SCHOOL, event('ClassFinished', { finishedOn: '2020-10-26' }), { occurredAt: FINISHED_AT });

export const drawn = (n: number, amountFen = 120_000, line = 1): GivenEvent =>
  event('ClassDrawn', { caseId: uuid(100 + n), line, amountFen, commandId: uuid(300 + n) });
