import { event, type EventBody } from '@ledger/kernel';
import type { BatchEventMap, BatchLine } from '@ledger/streams/batch';
import { endToEndId, type CaseEventMap, type CertificateFacts } from '@ledger/streams/case';
import type { CatalogueEventMap } from '@ledger/streams/catalogue';
import type { ClassEventMap, ClassPlan } from '@ledger/streams/class';
import type { FundEventMap } from '@ledger/streams/fund';
import { actor } from './actors';
import { sealedFor } from './fake-keyed';
import { type GivenEvent, uuid } from './recorded';

/* One class of a made-up institution in 魏都区 with three learners: the pieces that a log of it is made of. */

export const UNIT = 'XC-411002';
export const CITY = 'fund-SPECIAL_ACCOUNT-XC';
export const LINE = `fund-SPECIAL_ACCOUNT-${UNIT}`;
export const CLASS_ID = uuid(1);
export const BATCH_ID = uuid(2);
export const ANSWER_ID = uuid(3);
export const ALLOTMENT_ID = uuid(4);
export const PUBLICITY_ID = uuid(5);
/** Their cases: the first is paid, the second sent back by the bank, the third rejected at the second review. */
export const [PAID, BOUNCED, REJECTED] = [uuid(11), uuid(12), uuid(13)];
export const CASE_IDS = [PAID, BOUNCED, REJECTED];
export const INSTITUTION = '52411000MJY1234568';
const EVALUATOR = '52411000MJY7654321';
export const RATE_FEN = 160_000;

export const personOf = (caseId: string): string => `person-of-${caseId.slice(-2)}`;

const on =
  <M>() =>
  <T extends keyof M & string>(type: T, data: M[T], more?: Omit<EventBody, 'type' | 'data'>): GivenEvent =>
    event(type, data, more);

export const ofCase = on<CaseEventMap>();
export const ofClass = on<ClassEventMap>();
export const ofFund = on<FundEventMap>();
export const ofBatch = on<BatchEventMap>();
export const ofCatalogue = on<CatalogueEventMap>();

export const CLERK = actor('CLERK', UNIT);
export const CONFIRMER = actor('CONFIRMER', UNIT);

export const PLAN: ClassPlan = {
  projectId: 'P-ELECTRICIAN-L4',
  institution: INSTITUTION,
  evaluator: EVALUATOR,
  unit: UNIT,
  headCount: 4,
  startsAt: '2020-03-02T00:30:00.000Z',
  endsOn: '2020-03-13',
  level: 'L4',
  payeeKind: 'INSTITUTION',
  feeFen: 0,
  sessions: [
    { no: 1, on: '2020-03-02', hours: 8 },
    { no: 2, on: '2020-03-03', hours: 8 },
  ],
  venue: '一号实训室',
};

export const DOCUMENT = {
  kind: 'NOTICE',
  number: '许人社〔2019〕1号',
  issuer: '许昌市人社局',
  issuedOn: '2019-10-12',
  title: '目录',
};

export const certificateOf = (caseId: string, level = 'L4'): CertificateFacts => ({
  kind: 'SKILL_LEVEL',
  number: sealedFor(personOf(caseId), `S0000410001232041000${caseId.slice(-2)}`),
  certificateId: `hash-of-${caseId}`,
  level,
  occupationId: 'ELECTRICIAN',
  issuedOn: '2020-03-20',
  issuer: EVALUATOR,
});

const slot = {
  years: { certificateIssue: 2020, trainingEnd: 2020, application: 2020, payment: 2020 },
  dedupeKey: 'ELECTRICIAN|L4',
};

export const enrolled = (caseId: string): GivenEvent =>
  ofCase('LearnerEnrolled', {
    caseId,
    classId: CLASS_ID,
    person: personOf(caseId),
    unit: UNIT,
    institution: INSTITUTION,
    projectId: PLAN.projectId,
    programme: 'P1_ADV_MANUFACTURING',
    categories: ['EMPLOYEE'],
    primaryCategory: 'EMPLOYEE',
    age: 30,
    startsOn: '2020-03-02',
    feeFen: 0,
  });

export const submitted = (caseId: string): GivenEvent =>
  ofCase('ClaimSubmitted', {
    claimNo: 1,
    basis: 'HUKOU',
    basisEvidence: 'HUKOU_BOOK',
    amountFen: RATE_FEN,
    rateId: 'R-L4',
    account: {
      kind: 'PERSON',
      payee: personOf(caseId),
      number: sealedFor(personOf(caseId), '6222020000000000018'),
      accountName: sealedFor(personOf(caseId), '张三'),
      bankCnaps: '102503000000',
      luhnOk: true,
    },
    slot,
    flags: [],
    notices: [],
    drawFrom: 'class',
    commandId: `submit-${caseId}`,
  });

export const batchLine = (caseId: string): BatchLine => ({
  caseId,
  line: 1,
  attempt: 1,
  endToEndId: endToEndId(caseId, 1, 1),
  amountFen: RATE_FEN,
  classId: CLASS_ID,
  person: personOf(caseId),
  from: 'encumbered',
});
