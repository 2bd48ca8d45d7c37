import { makeIdNumber, parsePersonName, type Actor, type DocumentRef, type EventBody } from '@ledger/kernel';
import { actor, by, FakeKeyed, given, pseudonymOf, sealedFor, stateOf, uuid, type GivenEvent } from '@ledger/testing';
import type { CatalogueState } from '../catalogue';
import { classStream, type ClassPlan, type ClassState } from '../class';
import type { OrgState } from '../org';
import { personStream, type PersonState, type Slot } from '../person';
import type { PolicyState, SubsidyRate } from '../policy';
import { caseEvent, type CaseEventMap, type CertificateFacts } from './case.events';
import { caseStream } from './case.stream';

/*
 * A learner in a class of Weidu District, for the specs of the case: all made up, with valid check digits.
 */

export const UNIT = 'XC-411002';
export const CASE = uuid(1);
export const CLASS = uuid(2);
export const SCHOOL = '52411000MJ0TE5T35D';
export const EVALUATOR = '91411000MA0TE5T16W';
export const ID_NUMBER = makeIdNumber('411002', '1990-03-05', 21);
export const OTHER_ID_NUMBER = makeIdNumber('411023', '1985-11-20', 12);
export const NAME = '张三·测';
export const LEARNER = pseudonymOf(ID_NUMBER);
export const CERTIFICATE_NUMBER = 'S000041000123204000045';
export const AMOUNT = 160_000;
export const CNAPS = '102503000000';
export const ACCOUNT_NUMBER = '6228480000000000042';
const STARTS_AT = '2020-06-01T00:30:00.000Z';
const STARTS_ON = '2020-06-01';

export const document: DocumentRef = {
  kind: 'APPROVAL',
  number: '魏人社〔2020〕12号',
  issuer: '魏都区人社局',
  issuedOn: '2020-07-01',
  title: '更正审批单',
};
export const reason = '录入有误';

export const school: Actor = actor('INSTITUTION', SCHOOL, 'school-1');
export const clerk: Actor = actor('CLERK', UNIT, 'clerk-1');
export const firstReviewer: Actor = actor('REVIEWER', UNIT, 'reviewer-1');
export const secondReviewer: Actor = actor('REVIEWER', UNIT, 'reviewer-2');
export const confirmer: Actor = actor('CONFIRMER', UNIT, 'confirmer-1');

export const plan: ClassPlan = {
  projectId: 'welder-l4',
  institution: SCHOOL,
  evaluator: EVALUATOR,
  unit: UNIT,
  headCount: 30,
  startsAt: STARTS_AT,
  endsOn: '2020-06-20',
  level: 'L4',
  payeeKind: 'PERSON',
  feeFen: 0,
  sessions: [{ no: 1, on: STARTS_ON, hours: 8 }],
  venue: '实训楼',
};

/** The class as it stands before the claim: finished, passed, registered in both systems by its start. */
export const classState = (more: Partial<ClassState> = {}): ClassState => ({
  ...classStream.initial(),
  status: 'finished',
  plan,
  rateFen: AMOUNT,
  rateId: 'skill-l4',
  heldFen: 30 * AMOUNT,
  registrations: {
    TRAINING_INFO: { number: 'PX-1', registeredAt: '2020-05-28T02:00:00.000Z', roster: [LEARNER], version: 5 },
    REAL_NAME: { number: 'SM-1', registeredAt: STARTS_AT, roster: [LEARNER], version: 6 },
  },
  roster: { [CASE]: { person: LEARNER, commandId: uuid(40) } },
  placeCount: 1,
  placeOf: { [LEARNER]: CASE },
  sessions: {
    1: { on: STARTS_ON, hours: 8, trainer: 't', present: [CASE], version: 8 },
    2: { on: '2020-06-02', hours: 2, trainer: 't', present: [], version: 9 },
  },
  results: { [CASE]: { passed: true, score: 88, version: 11 } },
  finishedOn: '2020-06-20',
  lastStepAt: '2020-06-20T10:00:00.000Z',
  lastStepType: 'ClassFinished',
  ...more,
});

export const personState = (more: Partial<PersonState> = {}): PersonState => ({
  ...personStream.initial(),
  registered: true,
  nameTag: new FakeKeyed().tag(LEARNER, normalised(NAME)),
  categories: [{ category: 'RURAL_MIGRANT', validFrom: '2020-01-01', version: 2 }],
  ...more,
});

function normalised(name: string): string {
  const reading = parsePersonName(name);
  if (!reading.ok) throw new Error('not a name');
  return reading.normalised;
}

/** A live slot of another case; all four years are that of the given date unless said otherwise. */
export const slotIn = (n: number, year: number, more: Partial<Slot> = {}): Slot => ({
  caseId: uuid(100 + n),
  commandId: uuid(200 + n),
  years: { certificateIssue: year, trainingEnd: year, application: year, payment: year },
  dedupeKey: `other-${n}|L5`,
  occupationId: `other-${n}`,
  level: 'L5',
  ...more,
});

export const personWith = (...slots: readonly Slot[]): PersonState =>
  personState({ slots: Object.fromEntries(slots.map((slot) => [slot.caseId, slot])) });

export const projects = (more: object = {}): CatalogueState => ({
  projects: {
    'welder-l4': {
      entry: {
        projectId: 'welder-l4',
        zh: '焊工',
        en: 'Welder',
        programme: 'P1_ADV_MANUFACTURING',
        trainingNature: 'UPSKILLING',
        certKind: 'SKILL_LEVEL',
        occupationId: 'welder',
        levels: ['L5', 'L4', 'L3'],
        hours: 8,
        ...more,
      },
      listedFrom: '2019-01-01',
      listedBy: 2,
    },
  },
  occupations: {},
});

export const listed = (
  uscc: string,
  role: 'INSTITUTION' | 'EMPLOYER' | 'EVALUATOR',
  more: Partial<OrgState> = {},
): OrgState => ({
  uscc,
  name: '某某机构',
  unit: UNIT,
  account: { number: '4100000000000001', bankCnaps: CNAPS, accountName: '某某机构' },
  accountProposals: {},
  decidedProposals: {},
  listings: {
    [role]: [
      {
        version: 2,
        kind: 'listed',
        from: '2019-01-01',
        scope: {
          projects: ['*'],
          occupations: [{ occupationId: '*', levels: ['L5', 'L4', 'L3', 'L2', 'L1'] }],
          items: ['*'],
        },
      },
    ],
  },
  ...more,
});

const parameters: Readonly<Record<string, PolicyState['parameters'][string][number]['value']>> = {
  'fund.firstClassStart': '2019-10-12',
  'quota.perPersonPerYear': 3,
  'quota.yearBasis': 'certificateIssue',
  'rule.blockLowerLevel': 'review',
  'attendance.min': 80,
  'hours.preJob': 24,
  'hours.specialAbility': 40,
  'claim.windowMonths': 12,
  'publicity.workingDays': 5,
  'publicity.countFirstDay': true,
  'age.min': 16,
  'age.max': 59,
};

const rate = (rateId: string, amountFen: number, more: Partial<SubsidyRate>): PolicyState['rates'][string] => ({
  rateId,
  itemCode: 'SKILL_LEVEL',
  certKind: 'SKILL_LEVEL',
  level: null,
  trainingNature: null,
  issue: null,
  payeeKind: null,
  amountFen,
  minHours: null,
  minDays: null,
  fund: 'SPECIAL_ACCOUNT',
  validFrom: '2019-01-01',
  validTo: null,
  status: 'unconfirmed',
  documentNumber: '豫人社〔2019〕1号',
  addedBy: 3,
  ...more,
});

/** The policy in force, with some parameters or rates otherwise; an undefined parameter is not set at all. */
export const policyState = (
  changed: Readonly<Record<string, unknown>> = {},
  rates: PolicyState['rates'] = {},
): PolicyState => ({
  documents: {},
  publishedBy: {},
  parameters: Object.fromEntries(
    Object.entries({ ...parameters, ...changed })
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [
        key,
        [{ value: value as never, validFrom: '2019-01-01', documentNumber: 'D', version: 2 }],
      ]),
  ),
  rates: {
    'skill-l4': rate('skill-l4', AMOUNT, { level: 'L4' }),
    'skill-l3': rate('skill-l3', 200_000, { level: 'L3' }),
    completion: rate('completion', 70_000, { certKind: 'TRAINING_COMPLETION' }),
    ...rates,
  },
  rateProposals: {},
  decidedProposals: {},
  years: { 2020: { holidays: ['10-01', '10-02'], makeUpDays: [], version: 4, documentNumber: 'D' } },
});

export { rate };

/** All that a claim looks at, by fact name. */
export const claimFacts = {
  policy: policyState(),
  ledger: { clock: 'simulated' },
  class: classState(),
  person: personState(),
  projects: projects(),
  occupations: { projects: {}, occupations: {} },
  institution: listed(SCHOOL, 'INSTITUTION'),
  issuer: listed(EVALUATOR, 'EVALUATOR'),
};

export const certificate: CertificateFacts = {
  kind: 'SKILL_LEVEL',
  level: 'L4',
  occupationId: 'welder',
  issuedOn: '2020-06-28',
  issuer: EVALUATOR,
  number: sealedFor(LEARNER, CERTIFICATE_NUMBER),
  certificateId: new FakeKeyed().certificateId('SKILL_LEVEL', CERTIFICATE_NUMBER),
};

const at = (who: Actor, occurredAt: string, body: EventBody): GivenEvent => by(who, body, { occurredAt });

export const enrolled = at(
  school,
  '2020-05-25T02:00:00.000Z',
  caseEvent('LearnerEnrolled', {
    caseId: CASE,
    classId: CLASS,
    person: LEARNER,
    unit: UNIT,
    institution: SCHOOL,
    projectId: 'welder-l4',
    programme: 'P1_ADV_MANUFACTURING',
    categories: ['RURAL_MIGRANT'],
    primaryCategory: 'RURAL_MIGRANT',
    age: 30,
    startsOn: STARTS_ON,
    feeFen: 0,
  }),
);
export const certified = at(school, '2020-06-30T02:00:00.000Z', caseEvent('CertificateRecorded', { certificate }));

export const submission: CaseEventMap['ClaimSubmitted'] = {
  claimNo: 1,
  basis: 'HUKOU',
  basisEvidence: 'HOUSEHOLD_REGISTER',
  amountFen: AMOUNT,
  rateId: 'skill-l4',
  account: {
    kind: 'PERSON',
    payee: LEARNER,
    number: sealedFor(LEARNER, ACCOUNT_NUMBER),
    accountName: sealedFor(LEARNER, NAME),
    bankCnaps: CNAPS,
    luhnOk: true,
  },
  slot: {
    years: { certificateIssue: 2020, trainingEnd: 2020, application: 2020, payment: 2020 },
    dedupeKey: 'welder|L4',
  },
  flags: [],
  notices: [],
  drawFrom: 'class',
  commandId: uuid(50),
};
export const submittedWith = (more: Partial<CaseEventMap['ClaimSubmitted']>): GivenEvent =>
  at(school, '2020-07-01T02:00:00.000Z', caseEvent('ClaimSubmitted', { ...submission, ...more }));
export const submitted = submittedWith({});
export const accepted = at(clerk, '2020-07-02T02:00:00.000Z', caseEvent('ClaimAccepted', {}));
export const firstReviewed = at(
  firstReviewer,
  '2020-07-03T02:00:00.000Z',
  caseEvent('ClaimFirstReviewed', { verdict: 'PASS', opinion: '材料齐全' }),
);
export const secondReviewed = at(
  secondReviewer,
  '2020-07-06T02:00:00.000Z',
  caseEvent('ClaimSecondReviewed', { verdict: 'PASS', opinion: '同意' }),
);
export const PUBLICITY = uuid(3);
export const published = at(
  clerk,
  '2020-07-07T02:00:00.000Z',
  caseEvent('PublicityBegun', { publicityId: PUBLICITY, firstDay: '2020-07-07', lastDay: '2020-07-13' }),
);
export const publicityEnded = at(
  clerk,
  '2020-07-14T02:00:00.000Z',
  caseEvent('PublicityEnded', { publicityId: PUBLICITY }),
);
export const confirmed = at(confirmer, '2020-07-15T02:00:00.000Z', caseEvent('ClaimConfirmed', { amountFen: AMOUNT }));

const BATCH = uuid(4);
const attempt = { batchId: BATCH, line: 1, attempt: 1, amountFen: AMOUNT };
export const assigned = at(
  actor('PAY_MAKER', UNIT, 'maker-1'),
  '2020-07-16T02:00:00.000Z',
  caseEvent('PayoutAssigned', { ...attempt, from: 'encumbered', commandId: uuid(60) }),
);
export const instructed = at(
  actor('PAY_MAKER', UNIT, 'maker-1'),
  '2020-07-17T02:00:00.000Z',
  caseEvent('PayoutInstructed', { ...attempt, endToEndId: '00000000000040008000000000000001101' }),
);
export const settled = at(
  actor('BANK', UNIT, 'bank'),
  '2020-07-18T02:00:00.000Z',
  caseEvent('PayoutSettled', { ...attempt, year: 2020 }),
);
export const bounced = at(
  actor('BANK', UNIT, 'bank'),
  '2020-07-18T02:00:00.000Z',
  caseEvent('PayoutRejected', { ...attempt, reason: 'AC04' }),
);
export const held = at(confirmer, '2020-07-15T03:00:00.000Z', caseEvent('HoldPlaced', { cause: '群众来信' }));

/** Enrolled and certified: what a claim stands on. */
export const toClaim = given(caseStream, enrolled, certified).facts(claimFacts);
export const toAccept = toClaim.and(submitted);
export const toReview = toAccept.and(accepted);
export const toReviewAgain = toReview.and(firstReviewed);
export const toPublish = toReviewAgain.and(secondReviewed);
export const inPublicity = toPublish.and(published);
export const toConfirm = inPublicity.and(publicityEnded);
export const toPay = toConfirm.and(confirmed);

/** The state after those events, and nothing before. */
export const caseAfter = (...events: readonly GivenEvent[]): ReturnType<typeof caseStream.initial> =>
  stateOf(caseStream, ...events);
