import { event } from '@ledger/kernel';
import { actor, given, uuid } from '@ledger/testing';
import {
  APPROVED_AT,
  approved,
  CLASS_FACTS,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  EMPLOYER,
  FACTORY,
  filed,
  FILED_AT,
  org,
  PLAN,
  policy,
  PRE_JOB_RATE,
  projectsWith,
  RATE,
  SCHOOL,
  UNIT,
} from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { fileClass } from './file-class.decide';
import { returnClass } from './return-class.decide';

const command = { classId: CLASS_ID, ...PLAN };
const asked = { actor: SCHOOL, at: FILED_AT };
const empty = given(classStream).facts(CLASS_FACTS);

describe('filing a class (B.5)', () => {
  it('takes a filing that keeps every rule, on the day on which it is made', () => {
    const outcome = empty
      .when(fileClass, command, asked)
      .then({ type: 'ClassFiled', data: { plan: PLAN, filedOn: '2020-09-25' } });
    expect(outcome.subject).toEqual({ unit: UNIT, orgs: [PLAN.institution] });
    expect(outcome.next.state).toMatchObject({ status: 'filed', filedBy: SCHOOL.id, filedOn: '2020-09-25' });
  });

  it('names each rule, its value and the facts that it looked at', () => {
    const { evidence } = empty.when(fileClass, command, asked);
    expect(evidence.rules.map(({ ruleId }) => ruleId)).toEqual([
      'B.5-order',
      'B.5-order',
      'C.2',
      'A-002-unit',
      'A-084',
      'A-084',
      'A-084',
      'C.6-level',
      'A-084',
      'A-087',
      'B.5-filing',
      'B.4-hours',
      'B.5-filing',
    ]);
    expect(evidence.facts.map(({ stream, name }) => `${stream} ${name}`)).toEqual([
      'catalogue-PROJECT project',
      `org-${PLAN.institution} listing`,
      `org-${PLAN.evaluator} listing`,
    ]);
  });

  it('gives the class the id of the command where none is named', () => {
    const { classId: _classId, ...unnamed } = command;
    const [filedEvent] = empty.when(fileClass, unnamed, { ...asked, commandId: uuid(7) }).events;
    expect(filedEvent?.stream).toBe(`class-${uuid(7)}`);
  });

  it.each([
    ['2020-10-09T01:00:00.000Z', true],
    ['2020-10-09T15:59:59.999Z', true],
    ['2020-10-09T16:00:00.000Z', false],
    ['2020-10-10T01:00:00.000Z', false],
  ])('for a start on 2020-10-15, five working days: filed at %s is in time: %s (B.5-filing)', (at, inTime) => {
    const outcome = empty.when(fileClass, command, { ...asked, at });
    if (inTime) outcome.accepted();
    else outcome.thenRefused('B.5-filing', /2020-10-09/);
  });

  it('is refused where the working calendar of a day between is not published (B.5-filing)', () => {
    const startsAt = '2021-01-05T00:30:00.000Z';
    const sessions = PLAN.sessions.map(({ no, hours }) => ({ no, hours, on: '2021-01-05' }));
    empty
      .when(
        fileClass,
        { ...command, startsAt, endsOn: '2021-01-30', sessions },
        { ...asked, at: '2020-12-01T01:00:00.000Z' },
      )
      .thenRefused('B.5-filing', /2021.*(calendar|日历)/);
  });

  it('is refused for a credit code with a wrong check character (C.2)', () => {
    empty
      .when(fileClass, { ...command, institution: '91350100M000100Y4A' }, asked)
      .thenRefused('C.2', /91350100M000100Y4A/);
    empty.when(fileClass, { ...command, evaluator: '91350100M000100Y4A' }, asked).thenRefused('C.2');
  });

  it('is refused for the city itself, which manages no class (A-002-unit)', () => {
    empty.when(fileClass, { ...command, unit: 'XC' }, asked).thenRefused('A-002-unit', /XC/);
  });

  it('is refused for a project that is not in the catalogue on the start day (A-084)', () => {
    empty.when(fileClass, { ...command, projectId: 'prj-unknown' }, asked).thenRefused('A-084', /prj-unknown/);
  });

  describe('the institution and the evaluation body on the start day (A-084)', () => {
    const on = (from: string) => ({ role: 'INSTITUTION', from, document: DOCUMENT });
    const scope = { projects: ['prj-electrician'] };

    it.each([
      ['never listed', {}, /not listed/],
      ['de-listed before', org('INSTITUTION', scope, event('OrganisationDelisted', on('2020-10-15'))), /not listed/],
      ['suspended', org('INSTITUTION', scope, event('OrganisationSuspended', on('2020-10-15'))), /suspended/],
      ['listed for other projects', org('INSTITUTION', { projects: ['prj-pre-job'] }), /scope/],
      ['listed as evaluation body only', org('EVALUATOR', scope), /not listed/],
    ])('refuses an institution %s', (_what, institution, text) => {
      const listings = 'listings' in institution ? institution : { listings: {} };
      empty.facts({ institution: listings }).when(fileClass, command, asked).thenRefused('A-084', text);
    });

    it.each([
      ['de-listed only after', org('INSTITUTION', scope, event('OrganisationDelisted', on('2020-10-16')))],
      [
        'suspended and lifted again',
        org(
          'INSTITUTION',
          scope,
          event('OrganisationSuspended', on('2020-01-01')),
          event('SuspensionLifted', on('2020-02-01')),
        ),
      ],
    ])('takes an institution %s', (_what, institution) => {
      empty.facts({ institution }).when(fileClass, command, asked).accepted();
    });

    it('takes an employer for its own class, and only one listed as employer', () => {
      const own = { ...command, institution: EMPLOYER, payeeKind: 'EMPLOYER' };
      empty
        .facts({ institution: org('EMPLOYER', scope) })
        .when(fileClass, own, { ...asked, actor: FACTORY })
        .accepted();
      empty
        .facts({ institution: org('INSTITUTION', scope) })
        .when(fileClass, own, { ...asked, actor: FACTORY })
        .thenRefused('A-084', /employer/);
    });

    it('takes only who the project says may run it, whatever the listing covers', () => {
      const forEmployers = { projects: projectsWith({ providers: ['EMPLOYER'] }) };
      const everything = { institution: org('INSTITUTION', { projects: ['*'] }) };
      empty
        .facts({ ...forEmployers, ...everything })
        .when(fileClass, command, asked)
        .thenRefused('A-084', /run by an employer only/);
      empty
        .facts({ ...forEmployers, ...everything })
        .when(fileClass, { ...command, payeeKind: 'PERSON' }, asked)
        .thenRefused('A-084', /not listed as employer/);
    });

    it('wants an evaluation body whose scope covers occupation and level', () => {
      const { evaluator: _evaluator, ...without } = command;
      empty.when(fileClass, without, asked).thenRefused('A-084', /evaluation body/);
      empty
        .facts({ evaluator: org('EVALUATOR', { occupations: [{ occupationId: 'occ-electrician', levels: ['L4'] }] }) })
        .when(fileClass, command, asked)
        .thenRefused('A-084', /scope/);
    });

    it('wants none where the project ends with a training completion certificate', () => {
      const { evaluator: _evaluator, level: _level, ...plan } = command;
      const sessions = PLAN.sessions.slice(0, 3);
      empty.when(fileClass, { ...plan, projectId: 'prj-pre-job', sessions }, asked).accepted();
    });
  });

  it.each([['L3'], [undefined]])('is refused for level %s, which the project does not have (C.6-level)', (level) => {
    empty
      .facts({ evaluator: org('EVALUATOR', { occupations: [{ occupationId: '*', levels: ['L5', 'L4', 'L3'] }] }) })
      .when(fileClass, { ...command, level }, asked)
      .thenRefused('C.6-level', /L5, L4/);
  });

  it.each([
    ['begins on another day', PLAN.sessions.map((each) => ({ ...each, on: '2020-10-16' }))],
    ['goes on after the end', PLAN.sessions.map((each) => (each.no === 10 ? { ...each, on: '2020-10-31' } : each))],
    ['runs back', PLAN.sessions.map((each) => (each.no === 5 ? { ...each, on: '2020-10-15' } : each))],
    ['skips a number', PLAN.sessions.map((each) => (each.no === 10 ? { ...each, no: 11 } : each))],
  ])('is refused with a timetable that %s (B.5-filing)', (_what, sessions) => {
    empty.when(fileClass, { ...command, sessions }, asked).thenRefused('B.5-filing', /timetable|numbered/);
  });

  it('is refused with fewer hours than the project, or than the rate asks for (B.4-hours)', () => {
    const { evaluator: _evaluator, level: _level, ...plan } = command;
    empty
      .when(fileClass, { ...command, sessions: PLAN.sessions.slice(0, 9) }, asked)
      .thenRefused('B.4-hours', /72.*80/);
    empty
      .when(fileClass, { ...plan, projectId: 'prj-pre-job', sessions: PLAN.sessions.slice(0, 2) }, asked)
      .thenRefused('B.4-hours', /16.*24/);
  });

  it('pays the institution of a project that is bought as a whole (A-084)', () => {
    const whole = empty.facts({ projects: projectsWith({ projectBased: true }) });
    whole.when(fileClass, { ...command, payeeKind: 'PERSON' }, asked).thenRefused('A-084', /bought as a whole/);
    whole.when(fileClass, command, asked).accepted();
  });

  it('pays nobody but whom the rate names (A-087)', () => {
    const { evaluator: _evaluator, level: _level, ...plan } = command;
    const preJob = { ...plan, projectId: 'prj-pre-job', sessions: PLAN.sessions.slice(0, 3) };
    const toEmployers = policy({
      type: 'RateAdded',
      data: {
        rate: { ...RATE, ...PRE_JOB_RATE, rateId: 'rate-pre-job', payeeKind: 'EMPLOYER' },
        document: DOCUMENT,
        status: 'unconfirmed',
      },
    });
    empty
      .facts({ policy: toEmployers })
      .when(fileClass, preJob, asked)
      .thenRefused('A-087', /employer only/);
    empty
      .facts({ policy: toEmployers, institution: org('EMPLOYER', { projects: ['prj-pre-job'] }) })
      .when(fileClass, { ...preJob, institution: EMPLOYER, payeeKind: 'EMPLOYER' }, { ...asked, actor: FACTORY })
      .accepted();
  });

  it('is refused while it is filed, naming who filed it (B.5-order)', () => {
    given(classStream, filed())
      .facts(CLASS_FACTS)
      .when(fileClass, command, { ...asked, at: APPROVED_AT })
      .thenRefused('B.5-order', /“Class filed” by training institution/);
    given(classStream, filed(), approved())
      .facts(CLASS_FACTS)
      .when(fileClass, command, { ...asked, at: APPROVED_AT })
      .thenRefused('B.5-order');
  });

  it.each([
    ['headCount', 0],
    ['headCount', 501],
    ['feeFen', -1],
    ['startsAt', '2020-10-15'],
    ['payeeKind', 'EVALUATOR'],
    ['sessions', []],
    ['sessions', [null]],
    ['venue', '电话13900000001'],
    ['projectId', '__proto__'],
    ['classId', 'constructor'],
    ['level', 'L6'],
  ])('is invalid with a wrong %s', (field, value) => {
    empty.when(fileClass, { ...command, [field]: value }, asked).thenInvalid(field);
  });
});

describe('returning a filing', () => {
  const returning = { classId: CLASS_ID, reason: '课程表缺少实训课' };

  it('hands it back with the reason, and it may be filed again under the same id', () => {
    const { next } = given(classStream, filed())
      .facts(CLASS_FACTS)
      .when(returnClass, returning, { actor: CLERK })
      .then({ type: 'ClassReturned', data: { reason: '课程表缺少实训课' } });
    expect(next.state.status).toBe('returned');
    const second = actor('INSTITUTION', PLAN.institution, 'second-filer');
    const again = next.when(
      fileClass,
      { ...command, headCount: 18 },
      { actor: second, at: '2020-09-28T02:00:00.000Z' },
    ).next;
    expect(again.state).toMatchObject({
      status: 'filed',
      filedBy: 'second-filer',
      filedOn: '2020-09-28',
      plan: { headCount: 18 },
    });
  });

  it('is refused once the class is approved, naming who approved it (B.5-order)', () => {
    given(classStream, filed(), approved())
      .when(returnClass, returning, { actor: CLERK })
      .thenRefused('B.5-order', /“Class approved” by clerk clerk-1/);
    given(classStream)
      .when(returnClass, returning, { actor: CLERK })
      .thenRefused('B.5-order', /not filed/);
  });

  it('is refused when dated before the filing (B.5-order)', () => {
    given(classStream, filed())
      .when(returnClass, returning, { actor: CLERK, at: '2020-09-24T00:00:00.000Z' })
      .thenRefused('B.5-order', /2020-09-24/);
  });
});
