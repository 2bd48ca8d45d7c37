import { given, pseudonymOf, uuid } from '@ledger/testing';
import { certificateStream } from '../../certificate';
import { caseEvent } from '../case.events';
import { caseStream } from '../case.stream';
import {
  CASE,
  CERTIFICATE_NUMBER,
  certificate,
  claimFacts,
  classState,
  enrolled,
  EVALUATOR,
  ID_NUMBER,
  listed,
  LEARNER,
  OTHER_ID_NUMBER,
  plan,
  policyState,
  projects,
  school,
  SCHOOL,
  toAccept,
  toClaim,
} from '../case-examples-spec';
import { recordCertificate } from './record-certificate.decide';

const command = {
  caseId: CASE,
  kind: 'SKILL_LEVEL',
  number: CERTIFICATE_NUMBER,
  level: 'L4',
  issuedOn: '2020-06-28',
  issuer: EVALUATOR,
};
const asked = { actor: school, at: '2020-06-30T02:00:00.000Z', commandId: uuid(45) };
const open = given(caseStream, enrolled).facts(claimFacts);

/** The same case in a class of another project. */
const trainingFor = (project: object) =>
  open.facts({ projects: projects({ occupationId: undefined, levels: undefined, ...project }) });

describe('recording a certificate', () => {
  it('takes the number for this case first, then records what it says, sealed', () => {
    const outcome = open
      .when(recordCertificate, command, asked)
      .then(caseEvent('CertificateRecorded', { certificate }))
      .thenBefore({
        stream: `certificate-${certificate.certificateId}`,
        effect: 'take-number',
        data: { caseId: CASE, person: LEARNER, kind: 'SKILL_LEVEL' },
        giveBack: { effect: 'give-number-back', data: { caseId: CASE, why: 'gave-back' } },
      });
    expect(outcome.next.state).toMatchObject({ step: 'enrolled', certificateVersion: 2 });
    expect(JSON.stringify([outcome.accepted(), outcome.events])).not.toContain(CERTIFICATE_NUMBER);
    expect(outcome.evidence.rules.map(({ ruleId }) => ruleId)).toEqual([
      'B.5-order',
      'B.5-order',
      'B.5-order',
      'A-005',
      'B.4-hours',
      'A-062',
      'C.6-form',
      'C.6-level',
      'C.6-year',
      'C.6-holder',
      'A-062',
      'A-084',
    ]);
  });

  it('keeps the document with the certificate', () => {
    const paper = { kind: 'CERTIFICATE', number: '证-1', issuer: '某评价机构', issuedOn: '2020-06-28', title: '证书' };
    open
      .when(recordCertificate, { ...command, document: paper }, asked)
      .then(caseEvent('CertificateRecorded', { certificate: { ...certificate, document: paper } }));
  });

  it('is the business of the class’s institution and of the evaluation body', () => {
    expect(open.when(recordCertificate, command, asked).subject?.orgs).toEqual([SCHOOL, EVALUATOR]);
    const unnamed = open.facts({ class: classState({ plan: { ...plan, evaluator: undefined } }) });
    expect(unnamed.when(recordCertificate, { ...command, issuer: SCHOOL }, asked).subject?.orgs).toEqual([
      SCHOOL,
      SCHOOL,
    ]);
  });

  it('is refused twice, and after the claim: a wrong one is corrected (B.5-order)', () => {
    toClaim.when(recordCertificate, command, { actor: school }).thenRefused('B.5-order', /propose a correction/);
    toAccept.when(recordCertificate, command, { actor: school }).thenRefused('B.5-order', /propose a correction/);
    given(caseStream)
      .facts(claimFacts)
      .when(recordCertificate, command, asked)
      .thenRefused('B.5-order', /no such case/);
  });

  it('is refused before the class has finished and the learner has passed (B.5-order, A-005)', () => {
    open
      .facts({ class: classState({ status: 'started' }) })
      .when(recordCertificate, command, asked)
      .thenRefused('B.5-order', /not finished/);
    open
      .facts({ class: classState({ results: {} }) })
      .when(recordCertificate, command, asked)
      .thenRefused('A-005');
    open
      .facts({ policy: policyState({ 'attendance.min': 81 }) })
      .when(recordCertificate, command, asked)
      .thenRefused('A-005', /80 %/);
  });

  it('is refused when the class held too few hours for its kind (B.4-hours)', () => {
    const preJob = { certKind: 'TRAINING_COMPLETION', trainingNature: 'PRE_JOB' };
    const completion = {
      ...command,
      kind: 'TRAINING_COMPLETION',
      number: 'XC-HG-2020-000123',
      level: undefined,
      issuer: SCHOOL,
    };
    const sessions = (hours: number) =>
      classState({ sessions: { 1: { on: '2020-06-01', hours, trainer: 't', present: [CASE], version: 3 } } });
    const here = trainingFor(preJob).facts({ issuer: claimFacts.institution });
    here
      .facts({ class: sessions(23) })
      .when(recordCertificate, completion, asked)
      .thenRefused('B.4-hours', /23 hours, less than the 24/);
    here
      .facts({ class: sessions(24) })
      .when(recordCertificate, completion, asked)
      .accepted();
    const ability = { ...command, kind: 'SPECIAL_ABILITY', number: 'ZX-12345', level: undefined };
    trainingFor({ certKind: 'SPECIAL_ABILITY', skillItem: '烩面制作' })
      .facts({ class: sessions(39) })
      .when(recordCertificate, ability, asked)
      .thenRefused('B.4-hours', /40/);
  });
});

describe('the certificate is one of the training (A-062)', () => {
  it.each([
    [
      'another kind',
      { kind: 'VOC_QUALIFICATION', number: '2016003001400123' },
      /trains for a vocational skill level certificate/,
    ],
    ['another occupation', { occupationId: 'cook' }, /occupation cook/],
    [
      'an issue date before the class began',
      { issuedOn: '2020-05-31', number: CERTIFICATE_NUMBER },
      /between the class’s start/,
    ],
    ['an issue date in the future', { issuedOn: '2020-07-01' }, /today, 2020-06-30/],
  ])('refuses %s', (_name, changed, text) => {
    open.when(recordCertificate, { ...command, ...changed }, asked).thenRefused('A-062', text);
  });

  it('wants first issue or renewal of a special operation, as the project says', () => {
    const operation = trainingFor({ certKind: 'SPECIAL_OPERATION', skillItem: '低压电工' });
    const of = { ...command, kind: 'SPECIAL_OPERATION', number: `T${ID_NUMBER}`, level: undefined };
    operation.when(recordCertificate, of, asked).thenRefused('A-062', /first issue or a renewal/);
    operation.when(recordCertificate, { ...of, issue: 'RENEWAL' }, asked).thenBefore({
      data: { caseId: CASE, person: LEARNER, kind: 'SPECIAL_OPERATION', use: '低压电工|RENEWAL|2020-06-28' },
    });
    trainingFor({ certKind: 'SPECIAL_OPERATION', skillItem: '低压电工', issue: 'FIRST' })
      .when(recordCertificate, { ...of, issue: 'RENEWAL' }, asked)
      .thenRefused('A-062');
    operation
      .when(recordCertificate, { ...of, issue: 'FIRST', skillItem: '高压电工' }, asked)
      .thenRefused('A-062', /高压电工/);
  });
});

describe('what a certificate number says must be so', () => {
  it('refuses a number without the form of its kind, or of another province (C.6-form)', () => {
    open
      .when(recordCertificate, { ...command, number: 'S00004100012321300004' }, asked)
      .thenRefused('C.6-form', /form of its kind/);
    open
      .when(recordCertificate, { ...command, number: 'S000042000123204000045' }, asked)
      .thenRefused('C.6-form', /province 42/);
  });

  it('refuses a level that the number contradicts, that is missing, or that the project does not train for (C.6-level)', () => {
    open
      .when(recordCertificate, { ...command, level: 'L3' }, asked)
      .thenRefused('C.6-level', /encodes level L4, but L3/);
    open.when(recordCertificate, { ...command, level: undefined }, asked).thenRefused('C.6-level', /no level/);
    open
      .when(recordCertificate, { ...command, number: 'AB00004100012320400004', level: 'L1' }, asked)
      .thenRefused('C.6-level', /above L1/);
    open
      .when(recordCertificate, { ...command, number: 'S000041000123202000045', level: 'L2' }, asked)
      .thenRefused('C.6-level', /not for L2/);
  });

  it('refuses a year that is not that of the issue (C.6-year)', () => {
    open
      .when(recordCertificate, { ...command, number: 'S000041000123194000045' }, asked)
      .thenRefused('C.6-year', /2019/);
  });

  it('refuses a special-operation number of somebody else (C.6-holder)', () => {
    const operation = trainingFor({ certKind: 'SPECIAL_OPERATION', skillItem: '低压电工' });
    const of = { ...command, kind: 'SPECIAL_OPERATION', level: undefined, issue: 'FIRST' };
    operation
      .when(recordCertificate, { ...of, number: `T${OTHER_ID_NUMBER}` }, asked)
      .thenRefused('C.6-holder', /not the learner/);
    operation.when(recordCertificate, { ...of, number: `T${ID_NUMBER}` }, asked).accepted();
  });

  it('refuses a number that serves another case, or another holder (C.6-unique, C.6-holder)', () => {
    const { certificateId } = certificate;
    const taken = (person: string) =>
      given(certificateStream, {
        type: 'CertificateNumberTaken',
        data: { caseId: uuid(9), person, kind: 'SKILL_LEVEL', commandId: uuid(46) },
      });
    const [effect] = open.when(recordCertificate, command, asked).accepted().before;
    expect(effect?.stream).toBe(`certificate-${certificateId}`);
    taken(LEARNER)
      .whenEffect('take-number', effect?.data as object)
      .thenRefused('C.6-unique', new RegExp(uuid(9)));
    taken(pseudonymOf(OTHER_ID_NUMBER))
      .whenEffect('take-number', effect?.data as object)
      .thenRefused('C.6-holder');
  });
});

describe('who issued it (A-084)', () => {
  it('refuses a body that was not listed, suspended or out of scope on the issue date', () => {
    const { listings } = listed(EVALUATOR, 'EVALUATOR');
    const since = (kind: 'suspended' | 'delisted') =>
      listed(EVALUATOR, 'EVALUATOR', {
        listings: { EVALUATOR: [...listings.EVALUATOR!, { version: 3, kind, from: '2020-06-28' }] },
      });
    open
      .facts({ issuer: since('delisted') })
      .when(recordCertificate, command, asked)
      .thenRefused('A-084', /not in the catalogue/);
    open
      .facts({ issuer: since('suspended') })
      .when(recordCertificate, command, asked)
      .thenRefused('A-084', /suspended/);
    const juniors = {
      version: 2,
      kind: 'listed' as const,
      from: '2019-01-01',
      scope: { occupations: [{ occupationId: 'welder', levels: ['L5' as const] }] },
    };
    open
      .facts({ issuer: listed(EVALUATOR, 'EVALUATOR', { listings: { EVALUATOR: [juniors] } }) })
      .when(recordCertificate, command, asked)
      .thenRefused('A-084', /scope/);
  });

  it('takes a completion certificate of the institution that ran the class', () => {
    const completion = {
      ...command,
      kind: 'TRAINING_COMPLETION',
      number: 'XC-HG-2020-000123',
      level: undefined,
      issuer: SCHOOL,
    };
    trainingFor({ certKind: 'TRAINING_COMPLETION' })
      .facts({ issuer: claimFacts.institution })
      .when(recordCertificate, completion, asked)
      .accepted();
    open
      .facts({ issuer: claimFacts.institution })
      .when(recordCertificate, { ...command, issuer: SCHOOL }, asked)
      .thenRefused('A-084');
  });
});

it.each([
  ['number', { number: '' }],
  ['number', { number: 'S'.repeat(61) }],
  ['issuer', { issuer: 'me' }],
  ['issuedOn', { issuedOn: '2020-02-30' }],
  ['level', { level: 'L9' }],
  ['skillItem', { skillItem: '身份证411002199003050215' }],
])('a certificate is invalid with a wrong %s', (field, changed) => {
  open.when(recordCertificate, { ...command, ...changed }, asked).thenInvalid(field);
});
