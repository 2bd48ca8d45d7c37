import { referenceDocument } from '@ledger/reference';
import { at, staff } from '@ledger/simulation';
import { personStream, type PersonState } from '@ledger/streams';
import { refusedOf } from './refused';
import { Town } from './town';
import { Training, type Learner } from './training';

const LAST_MOMENT_OF_2020 = '2020-12-31T15:59:59.999Z';
const FIRST_MOMENT_OF_2021 = '2020-12-31T16:00:00.000Z';

let town: Town;
afterEach(() => town.close());

/** Trainings of one person in 2020 that do not repeat each other. */
const OF_2020 = [
  ['prj-cook', 'L5', '2020-06-15'],
  ['prj-cook', 'L4', '2020-07-20'],
  ['prj-elder-care', 'L5', '2020-08-24'],
] as const;

/** Has three subsidies of 2020 already. */
async function personWithThree(): Promise<Learner> {
  let learner: Learner | undefined;
  for (const [project, level, startsOn] of OF_2020) {
    const training = new Training(town, { project, level, startsOn });
    const next = training.learner(learner?.person);
    await town.inTurn([...training.upToCertificates([next], learner !== undefined), training.claim(next)]);
    learner = next;
  }
  return learner!;
}

/** The years in which the person's slot of a case counts. */
async function yearsOf({ caseId }: Learner): Promise<object | undefined> {
  const { events } = await town.ledger.parts.store.readAll(1, 100_000);
  const slots = events.filter(
    ({ stream, type }) => stream.startsWith(`${personStream.prefix}-`) && type === 'SlotReserved',
  );
  const { stream = '' } = slots.find(({ data }) => (data as { caseId: string }).caseId === caseId) ?? {};
  const { state } = await town.ledger.load<PersonState>({ type: personStream, id: stream.slice('person-'.length) });
  return state.slots[caseId]?.years;
}

describe('2020-12-31T16:00:00Z is the year 2021 in Xuchang', () => {
  it('counted by application, the fourth claim is refused a millisecond before and accepted then (A-063)', async () => {
    town = await Town.open();
    const byApplication = { key: 'quota.yearBasis', value: 'application', validFrom: '2020-01-01' };
    const document = referenceDocument('doc-plan');
    await town.do(staff('POLICY_ADMIN', 'XC'), at('2019-12-02', '09:00'), 'SetParameter', {
      ...byApplication,
      document,
    });
    const { person } = await personWithThree();
    const training = new Training(town, { project: 'prj-nursery', startsOn: '2020-11-02' });
    const fourth = training.learner(person);
    await town.inTurn(training.upToCertificates([fourth], true));
    const { by, command, data } = training.claim(fourth);

    const early = refusedOf(await town.try(by, LAST_MOMENT_OF_2020, command, data));
    expect(early).toMatchObject({ ruleId: 'A-063', clause: '二(三)1' });
    expect(early.zh).toMatch(/^按申请日期计，该人员 2020 年度已占用 3 次/);
    expect(early.en).toMatch(/^Counted by application the person already has 3 in 2020/);

    const answer = await town.do(by, FIRST_MOMENT_OF_2021, command, data);
    // By the date of the certificate it would be the fourth of 2020: a person looks at that before the claim is confirmed.
    expect(answer.flags).toContain('QUOTA_BASIS_SENSITIVE');
    expect(await yearsOf(fourth)).toEqual({
      certificateIssue: 2020,
      trainingEnd: 2020,
      application: 2021,
      payment: 2021,
    });
  });

  it('a certificate of 2021-01-01 is of the future a millisecond before, and takes a slot of 2021 then (A-062, A-063)', async () => {
    town = await Town.open();
    const { person } = await personWithThree();
    const training = new Training(town, { project: 'prj-nursery', startsOn: '2020-11-02' });
    const fourth = training.learner(person);
    await town.inTurn(training.upToResults([fourth], true));
    const issuedOn = '2021-01-01';
    const number = training.number(fourth, 'L5', issuedOn);
    const { by, command, data } = training.certificate(fourth, { issuedOn, number });

    expect(refusedOf(await town.try(by, LAST_MOMENT_OF_2020, command, data))).toEqual({
      ruleId: 'A-062',
      clause: '二(三)1',
      zh: '发证日期 2021-01-01 不得早于开班日 2020-11-02，也不得晚于登记日 2020-12-31；请对照证书更正日期。',
      en: 'The issue date 2021-01-01 must lie between the class’s start 2020-11-02 and today, 2020-12-31; correct it against the certificate.',
    });
    await town.do(by, FIRST_MOMENT_OF_2021, command, data);
    const claim = training.claim(fourth, '2021-01-04');
    await town.do(claim.by, FIRST_MOMENT_OF_2021, claim.command, claim.data);
    expect(await yearsOf(fourth)).toEqual({
      certificateIssue: 2021,
      trainingEnd: 2020,
      application: 2021,
      payment: 2021,
    });
  });
});
