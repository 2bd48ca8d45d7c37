import { addDays } from '@ledger/kernel';
import { at, BANK, staff } from '@ledger/simulation/world';
import { certificateData, digestOf, onCase, openPublicity, recordCertificate, submitClaim } from '../asking/case-wants';
import { classWants, fileClass } from '../asking/class-wants';
import { dayAfter, type Wanted } from '../asking/desk';
import type { Script } from './script';
import { MODEL_PROJECTS, UNITS } from './world';

const [UNIT] = UNITS;
const [ELDER, NURSERY] = MODEL_PROJECTS as [(typeof MODEL_PROJECTS)[number], (typeof MODEL_PROJECTS)[number]];

interface Course {
  readonly project: typeof ELDER;
  readonly level: string;
  readonly startsAt: string;
  /** Which of the world's people are in it. */
  readonly learners: readonly number[];
  readonly issuedOn: string;
}

/** On both sides of a year's end, one of them at the very midnight; the first learner has more than a year's worth. */
const COURSES: readonly Course[] = [
  { project: ELDER, level: 'L5', startsAt: at('2019-12-10', '08:30'), learners: [0, 1, 2], issuedOn: '2019-12-31' },
  { project: NURSERY, level: 'L5', startsAt: at('2019-12-12', '08:30'), learners: [0, 1], issuedOn: '2019-12-31' },
  { project: NURSERY, level: 'L4', startsAt: at('2019-12-17', '08:30'), learners: [0], issuedOn: '2019-12-30' },
  { project: ELDER, level: 'L3', startsAt: at('2019-12-19', '08:30'), learners: [0, 1], issuedOn: '2019-12-31' },
  { project: ELDER, level: 'L4', startsAt: at('2020-01-01', '00:00'), learners: [0, 1, 2], issuedOn: '2020-01-01' },
];

/** Five classes are over, and everybody may claim. */
async function certified(script: Script): Promise<void> {
  const { desk } = script;
  for (const [course, { project, level, startsAt, learners, issuedOn }] of COURSES.entries()) {
    const classId = desk.uuid();
    const of = () => desk.books.classes[classId]!;
    await script.do(fileClass({ classId, unit: UNIT, project, level, headCount: learners.length, startsAt }));
    await script.do(classWants.approve(classId, of()));
    const cases = learners.map((n) => ({ caseId: desk.uuid(), idNumber: desk.people[n]!.idNumber }));
    for (const { caseId, idNumber } of cases) await script.do(classWants.enrol(classId, of(), caseId, idNumber));
    const roster = cases.map(({ idNumber }) => idNumber);
    for (const system of ['TRAINING_INFO', 'REAL_NAME'])
      await script.do({ ...classWants.register(classId, of(), system, desk.now, roster), due: undefined });
    const ids = cases.map(({ caseId }) => caseId);
    const { now } = desk;
    await script.do(classWants.start(classId, of()));
    await script.do(classWants.session(classId, of()));
    await script.do(classWants.attendance(classId, of(), ids));
    await script.do(classWants.finish(classId, of(), 0));
    await script.do(
      classWants.results(
        classId,
        of(),
        ids.map((caseId) => ({ caseId, passed: true })),
      ),
    );
    for (const [n, caseId] of ids.entries()) {
      const data = certificateData(caseId, level, issuedOn, 100 + 10 * course + n);
      await script.do({ ...recordCertificate(desk.books.cases[caseId]!, data), due: dayAfter(issuedOn) });
    }
    // The next class was filed while this one ran.
    desk.now = now;
  }
  desk.now = dayAfter('2020-01-02');
}

const casesOf = ({ desk }: Script, ...courses: readonly number[]): string[] =>
  courses.flatMap((n) => Object.keys(Object.values(desk.books.classes)[n]!.roster));

/** The claims of two classes are confirmed. */
async function confirmed(script: Script): Promise<void> {
  const { desk } = script;
  const ids = casesOf(script, 0, 1);
  const each = async (want: (caseId: string) => Wanted): Promise<void> => {
    for (const caseId of ids) await script.do(want(caseId));
  };
  const of = (caseId: string) => desk.books.cases[caseId]!;
  await each((caseId) => submitClaim(desk, caseId, of(caseId)));
  await each((caseId) => onCase(staff('CLERK', UNIT), 'AcceptClaim', caseId, of(caseId)));
  await each((caseId) =>
    onCase(staff('REVIEWER', UNIT, 1), 'RecordFirstReview', caseId, of(caseId), { verdict: 'PASS' }),
  );
  await each((caseId) =>
    onCase(staff('REVIEWER', UNIT, 2), 'RecordSecondReview', caseId, of(caseId), { verdict: 'PASS' }),
  );
  const publicityId = desk.uuid();
  await script.do(openPublicity(desk, publicityId, UNIT, ids, desk.now));
  const due = at(addDays(desk.books.lists[publicityId]!.lastDay, 1), '09:00');
  await script.do({ by: staff('CLERK', UNIT), command: 'ClosePublicity', data: { publicityId }, due });
  await each((caseId) => onCase(staff('CONFIRMER', UNIT), 'ConfirmClaim', caseId, of(caseId)));
}

/** Of five that went to the bank one was paid, one came back, and three are not answered yet. */
async function dispatched(script: Script): Promise<void> {
  const { desk } = script;
  const batchId = desk.uuid();
  const by = (role: string, command: string, more: object = {}): Wanted => ({
    by: staff(role, UNIT),
    command,
    data: { batchId, ...more },
  });
  await script.do(by('PAY_MAKER', 'MakeBatch', { unit: UNIT, caseIds: casesOf(script, 0, 1) }));
  await script.do(by('PAY_CHECKER', 'CheckBatch'));
  await script.do(by('PAY_SIGNER', 'SignBatch'));
  await script.do(by('PAY_MAKER', 'DispatchBatch'));
  const [paid, back] = Object.keys(desk.books.batches[batchId]!.lines);
  const lines = [
    { endToEndId: paid, result: 'PAID' },
    { endToEndId: back, result: 'RETURNED', reason: 'MS03' },
  ];
  await script.do({ ...by('BANK', 'RecordBankAnswer', { digest: digestOf(desk), lines }), by: BANK });
}

/** All of it is answered: two more were paid, one came back because of its account. */
async function answered(script: Script): Promise<void> {
  const { desk } = script;
  const [batchId, { lines }] = Object.entries(desk.books.batches)[0]!;
  const open = Object.entries(lines).filter(([, { answer }]) => answer === undefined);
  const said = open.map(([endToEndId], n) =>
    n === 0 ? { endToEndId, result: 'REJECTED', reason: 'AC04' } : { endToEndId, result: 'PAID' },
  );
  await script.do({
    by: BANK,
    command: 'RecordBankAnswer',
    data: { batchId, digest: digestOf(desk), lines: said },
  } as Wanted);
}

export const STAGES: readonly ((script: Script) => Promise<void>)[] = [certified, confirmed, dispatched, answered];
