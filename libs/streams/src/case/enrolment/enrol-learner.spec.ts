import { by, given, pseudonymOf, uuid } from '@ledger/testing';
import { makeIdNumber } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import { caseStream } from '../case.stream';
import {
  caseAfter,
  CASE,
  CLASS,
  classState,
  clerk,
  confirmer,
  document,
  enrolled,
  ID_NUMBER,
  LEARNER,
  OTHER_ID_NUMBER,
  personState,
  policyState,
  projects,
  reason,
  school,
  SCHOOL,
  toClaim,
  UNIT,
} from '../case-examples-spec';
import { enrolLearner } from './enrol-learner.decide';

/** No event: it is so already, or none of its business. */
const NOTHING: readonly [] = [];

const command = {
  caseId: CASE,
  classId: CLASS,
  idNumber: ID_NUMBER,
  categories: ['RURAL_MIGRANT'],
  primaryCategory: 'RURAL_MIGRANT',
};
const approved = (more: object = {}) =>
  classState({
    status: 'approved',
    lastStepAt: '2020-05-20T02:00:00.000Z',
    lastStepType: 'ClassApproved',
    roster: {},
    placeOf: {},
    placeCount: 0,
    results: {},
    ...more,
  });
const facts = { policy: policyState(), class: approved(), person: personState(), projects: projects() };
const asked = { actor: school, at: '2020-05-25T02:00:00.000Z', commandId: uuid(40) };
const open = given(caseStream).facts(facts);

describe('enrolling a learner', () => {
  it('takes a place in the class, then opens the case', () => {
    const outcome = open
      .when(enrolLearner, command, asked)
      .then(enrolled)
      .thenBefore({
        stream: `class-${CLASS}`,
        effect: 'take-place',
        data: { caseId: CASE, person: LEARNER },
        giveBack: { effect: 'give-place-back', data: { caseId: CASE, why: 'gave-back' } },
      });
    expect(outcome.subject).toEqual({ unit: UNIT, orgs: [SCHOOL], person: LEARNER });
    expect(outcome.next.state).toMatchObject({ step: 'enrolled', person: LEARNER, age: 30, startsOn: '2020-06-01' });
  });

  it('names the case after the command where the caller did not', () => {
    open
      .when(enrolLearner, { ...command, caseId: undefined }, asked)
      .then({ ...enrolled, data: { ...(enrolled.data as object), caseId: uuid(40) } });
  });

  it('keeps neither ID number nor birth date', () => {
    const outcome = open.when(enrolLearner, command, asked);
    const text = JSON.stringify([outcome.accepted(), outcome.events]);
    expect(text).not.toContain(ID_NUMBER);
    expect(text).not.toContain('1990-03-05');
  });

  it('is refused under a case id that is in use (B.5-order)', () => {
    toClaim
      .facts(facts)
      .when(enrolLearner, command, asked)
      .thenRefused('B.5-order', /in use/);
  });

  it('is refused with a wrong ID number (C.1)', () => {
    const wrong = `${ID_NUMBER.slice(0, 17)}${ID_NUMBER.endsWith('0') ? '1' : '0'}`;
    open.when(enrolLearner, { ...command, idNumber: wrong }, asked).thenRefused('C.1', /check character/);
  });

  it('is refused before the person is registered, or after the personal key was destroyed (B.5-order)', () => {
    open
      .facts({ person: personState({ registered: false }) })
      .when(enrolLearner, command, asked)
      .thenRefused('B.5-order', /register the person first/);
    open
      .facts({ person: personState({ keyDestroyed: true }) })
      .when(enrolLearner, command, asked)
      .thenRefused('B.5-order');
  });

  it.each(['none', 'filed', 'returned', 'finished', 'cancelled', 'closed'] as const)(
    'is refused while the class is %s (B.5-order)',
    (status) => {
      open
        .facts({ class: approved({ status }) })
        .when(enrolLearner, command, asked)
        .thenRefused('B.5-order');
    },
  );

  it('goes on after the class has started', () => {
    open
      .facts({ class: approved({ status: 'started', lastStepAt: '2020-06-01T00:30:00.000Z' }) })
      .when(enrolLearner, command, { ...asked, at: '2020-06-02T02:00:00.000Z' })
      .accepted();
  });

  it('is refused at a time before the class’s last step (B.5-order)', () => {
    open
      .when(enrolLearner, command, { ...asked, at: '2020-05-20T01:59:59.999Z' })
      .thenRefused('B.5-order', /“Class approved”/);
  });

  it('is refused when the class is full, or has the learner already, by the class itself (B.5-order)', () => {
    open
      .facts({ class: approved({ placeCount: 30 }) })
      .when(enrolLearner, command, asked)
      .thenRefused('B.5-order', /full/);
    open
      .facts({ class: approved({ placeOf: { [LEARNER]: uuid(9) } }) })
      .when(enrolLearner, command, asked)
      .thenRefused('B.5-order', /on the roster/);
  });

  it('is refused when the project is not in the catalogue on the day the class starts (A-084)', () => {
    open
      .facts({ projects: { projects: {}, occupations: {} } })
      .when(enrolLearner, command, asked)
      .thenRefused('A-084', /welder-l4/);
  });
});

describe('who may be trained', () => {
  it('needs every category on record on the day the class starts, and one of them as primary (A-004)', () => {
    open
      .when(enrolLearner, { ...command, categories: ['RURAL_MIGRANT', 'VETERAN'] }, asked)
      .thenRefused('A-004', /veteran/);
    open
      .when(enrolLearner, { ...command, primaryCategory: 'VETERAN' }, asked)
      .thenRefused('A-004', /choose one of them/);
    const ended = personState({
      categories: [{ category: 'RURAL_MIGRANT', validFrom: '2020-01-01', validTo: '2020-05-31', version: 2 }],
    });
    open.facts({ person: ended }).when(enrolLearner, command, asked).thenRefused('A-004');
  });

  it.each([
    ['2004-06-01', true],
    ['2004-06-02', false],
    ['1960-06-02', true],
    ['1960-06-01', false],
  ])('takes 16 to 59 whole years when the class starts: born on %s %s (B.2-age)', (born, taken) => {
    const outcome = open.when(enrolLearner, { ...command, idNumber: makeIdNumber('411002', born, 5) }, asked);
    if (taken) outcome.accepted();
    else outcome.thenRefused('B.2-age', /59/);
  });

  it('takes who is older but draws no monthly pension, where a document shows it (B.2-age)', () => {
    const old = { ...command, idNumber: makeIdNumber('411002', '1955-03-05', 21) };
    const shown = {
      kind: 'CERTIFICATE',
      number: '模拟证2020-8',
      issuer: '社保中心',
      issuedOn: '2020-05-19',
      title: '未领取待遇证明',
    };
    const enrol = (more: object, excludes = true) =>
      open
        .facts({ policy: policyState({ 'age.pensionExcludes': excludes }) })
        .when(enrolLearner, { ...old, ...more }, asked);
    expect(enrol({ noPension: true, document: shown }).next.state).toMatchObject({ age: 65, noPension: true });
    enrol({}).thenRefused('B.2-age', /no monthly pension/);
    enrol({ document: shown }).thenRefused('B.2-age');
    enrol({ noPension: true }).thenRefused('B.2-age', /with the document/);
    enrol({ noPension: true, document: shown }, false).thenRefused('B.2-age');
  });
});

describe('a late enrolment in place of a voided case', () => {
  const learner = pseudonymOf(OTHER_ID_NUMBER);
  const voided = caseEvent('CaseVoided', {
    proposalId: uuid(70),
    cause: 'WRONG_PERSON',
    effect: {},
    slotHeld: false,
    commandId: uuid(71),
  });
  const named = caseEvent('ReplacementApproved', { proposalId: uuid(72), person: learner });
  const wrong = caseAfter(enrolled, by(confirmer, voided), named);
  const late = { ...command, caseId: uuid(5), idNumber: OTHER_ID_NUMBER, replaces: CASE, reason, document };
  const askedLate = { actor: clerk, at: '2020-07-02T02:00:00.000Z', commandId: uuid(41) };
  const lateOpen = open.facts({ class: approved({ status: 'finished' }), replaced: wrong });

  it('is made by a clerk, takes the voided case’s room for itself and a place in the finished class (B.5-four-eyes)', () => {
    const outcome = lateOpen.when(enrolLearner, late, askedLate).thenBefore(
      {
        stream: `case-${CASE}`,
        effect: 'take-replacement',
        data: { byCaseId: uuid(5) },
        giveBack: { effect: 'give-replacement-back', data: { byCaseId: uuid(5) } },
      },
      { stream: `class-${CLASS}`, effect: 'take-place', data: { caseId: uuid(5), person: learner, late: true } },
    );
    expect(outcome.next.state).toMatchObject({ replaces: CASE, person: learner });
  });

  it('is refused to anybody but a clerk, and a clerk enrols nobody else (A-083-role)', () => {
    lateOpen.when(enrolLearner, late, { ...askedLate, actor: school }).thenRefused('A-083-role', /made by a clerk/);
    open
      .when(enrolLearner, command, { ...asked, actor: clerk })
      .thenRefused('A-083-role', /name the case that is replaced/);
  });

  it.each([
    ['a reason', { reason: undefined }],
    ['a document', { document: undefined }],
  ])('is refused without %s (B.5-four-eyes)', (_name, changed) => {
    lateOpen
      .when(enrolLearner, { ...late, ...changed }, askedLate)
      .thenRefused('B.5-four-eyes', /needs a reason and a document/);
  });

  it('is refused where two people have not voided that very case of this class for a wrong person (B.5-four-eyes)', () => {
    lateOpen
      .facts({ replaced: caseAfter(enrolled) })
      .when(enrolLearner, late, askedLate)
      .thenRefused('B.5-four-eyes', /voided for a wrong person/);
    const duplicate = { ...voided, data: { ...voided.data, cause: 'DUPLICATE' } };
    lateOpen
      .facts({ replaced: caseAfter(enrolled, duplicate) })
      .when(enrolLearner, late, askedLate)
      .thenRefused('B.5-four-eyes');
    lateOpen.when(enrolLearner, { ...late, classId: uuid(77) }, askedLate).thenRefused('B.5-four-eyes');
    lateOpen
      .when(enrolLearner, { ...late, idNumber: ID_NUMBER }, askedLate)
      .thenRefused('B.5-four-eyes', /the very person/);
  });

  it('takes whom two people have named in place of the wrong person, and nobody else (D18, B.5-four-eyes)', () => {
    lateOpen
      .facts({ replaced: caseAfter(enrolled, voided) })
      .when(enrolLearner, late, askedLate)
      .thenRefused('B.5-four-eyes', /nobody was named yet/);
    const somebody = caseEvent('ReplacementApproved', { proposalId: uuid(72), person: 'another' });
    lateOpen
      .facts({ replaced: caseAfter(enrolled, voided, somebody) })
      .when(enrolLearner, late, askedLate)
      .thenRefused('B.5-four-eyes', /somebody else was named/);
  });

  it('makes room for one learner only (B.5-four-eyes)', () => {
    const replaced = caseAfter(enrolled, voided, caseEvent('CaseReplaced', { byCaseId: uuid(6), commandId: uuid(42) }));
    lateOpen
      .facts({ replaced })
      .when(enrolLearner, late, askedLate)
      .thenRefused('B.5-four-eyes', /already replaced/);
  });

  it('the voided case remembers who replaced it, once, and forgets it when the enrolment fails', () => {
    const wrongCase = given(caseStream, enrolled, voided);
    const taken = wrongCase
      .whenEffect('take-replacement', { byCaseId: uuid(5) }, { commandId: uuid(41) })
      .then(caseEvent('CaseReplaced', { byCaseId: uuid(5), commandId: uuid(41) })).next;
    taken.whenEffect('take-replacement', { byCaseId: uuid(5) }).then(...NOTHING);
    taken.whenEffect('take-replacement', { byCaseId: uuid(6) }).thenRefused('B.5-order', /already replaced/);
    taken.whenEffect('give-replacement-back', { byCaseId: uuid(6) }).then(...NOTHING);
    const back = taken
      .whenEffect('give-replacement-back', { byCaseId: uuid(5) })
      .then(caseEvent('ReplacementGivenBack', { byCaseId: uuid(5) })).next;
    expect(back.state.replacedBy).toBeUndefined();
    back.whenEffect('give-replacement-back', { byCaseId: uuid(5) }).then(...NOTHING);
  });
});

describe('the shape of an enrolment', () => {
  it.each([
    ['categories', { categories: [] }],
    ['categories', { categories: ['KING'] }],
    ['primaryCategory', { primaryCategory: 'constructor' }],
    ['idNumber', { idNumber: '123' }],
    ['classId', { classId: 'class' }],
    ['document', { document: null }],
    ['reason', { reason: '\u202e反向' }],
  ])('is invalid with a wrong %s', (field, changed) => {
    open.when(enrolLearner, { ...command, ...changed }, asked).thenInvalid(field);
  });
});
