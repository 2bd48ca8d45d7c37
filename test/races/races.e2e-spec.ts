import type { Answer } from '@ledger/commanding';
import { referenceDocument } from '@ledger/reference';
import { at, documentOf, staff, workingDay } from '@ledger/simulation';
import { CITY_LINE, caseRef, classRef, freeFen, fundRef, fundStream } from '@ledger/streams';
import { Town, type Ask } from '../stories/town';
import { Training, type Learner } from '../stories/training';

/** A town without money on the units' lines. */
const unallotted = (): Promise<Town> => Town.open({ setUp: ({ command }) => command !== 'AllotFunds' });

const allotment = (unit: string, amountFen: number, on = '2019-10-21'): Ask => ({
  by: staff('FUND_ADMIN', 'XC'),
  at: at(on, '09:00'),
  command: 'AllotFunds',
  data: { unit, amountFen, document: referenceDocument('doc-allotment-2019') },
});

const outcomes = (answers: readonly Answer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { outcome, problem } of answers) {
    const said = problem?.ruleId ? `${outcome} ${problem.ruleId}` : outcome;
    counts[said] = (counts[said] ?? 0) + 1;
  }
  return counts;
};

let town: Town;
afterEach(() => town.close());

const give = ({ by, at: when, command, data }: Ask): Promise<Answer> => town.try(by, when, command, data);

/** So many callers, each asking for one thing after the other, all at once. */
async function callers(count: number, asks: readonly Ask[]): Promise<Answer[]> {
  const waiting = [...asks];
  const answers: Answer[] = [];
  const caller = async (): Promise<void> => {
    for (let ask = waiting.shift(); ask; ask = waiting.shift()) answers.push(await give(ask));
  };
  await Promise.all(Array.from({ length: count }, caller));
  return answers;
}

describe('ten callers at once', () => {
  it('approve exactly 100 classes on a fund line with room for 100 encumbrances (A-071-line)', async () => {
    town = await unallotted();
    const classes = Array.from({ length: 120 }, () => new Training(town, { startsOn: '2020-06-15' }));
    const [{ unit, of } = classes[0]!] = classes;
    await town.inTurn([allotment(unit, 100 * of.rateFen), ...classes.map((each) => each.filed())]);

    const answers = await callers(
      10,
      classes.map((each) => each.approved()),
    );

    expect(outcomes(answers)).toEqual({ accepted: 100, 'refused A-071-line': 20 });
    const { state } = await town.ledger.load(fundRef(unit));
    expect(state).toMatchObject({ availableFen: 0, encumberedFen: 100 * of.rateFen, allottedFen: 100 * of.rateFen });
    expect(Object.keys(state.encumberedByClass)).toHaveLength(100);
  });

  it('each find room once more when a class that was approved is cancelled', async () => {
    town = await unallotted();
    const classes = Array.from({ length: 12 }, () => new Training(town, { startsOn: '2020-06-15' }));
    const [{ unit, of, clerk } = classes[0]!] = classes;
    await town.inTurn([allotment(unit, of.rateFen), ...classes.map((each) => each.filed())]);
    const [first, ...others] = classes as [Training, ...Training[]];
    expect(await give(first.approved())).toMatchObject({ outcome: 'accepted' });

    const cancelling = {
      by: clerk,
      at: at(first.day(-8), '11:00'),
      command: 'CancelClass',
      data: { classId: first.classId, reason: '报名人数不足' },
    };
    const [cancelled, ...answers] = await Promise.all([
      give(cancelling),
      ...others.map((each) => give({ ...each.approved(), at: at(each.day(-8), '11:00') })),
    ]);

    expect(cancelled).toMatchObject({ outcome: 'accepted' });
    // Whoever comes after the money is back has it; nobody more.
    expect(outcomes(answers)['accepted'] ?? 0).toBeLessThanOrEqual(1);
    const { state } = await town.ledger.load(fundRef(unit));
    expect(state.availableFen + state.encumberedFen).toBe(of.rateFen);
    expect(Object.keys(state.encumberedByClass)).toHaveLength(outcomes(answers)['accepted'] ?? 0);
  });
});

/** Ten trainings of one year that do not repeat each other in occupation and level. */
const TEN = [
  ['prj-cook', 'L5', 'org-lotus'],
  ['prj-cook', 'L4', 'org-lotus'],
  ['prj-elder-care', 'L5', 'org-lotus'],
  ['prj-elder-care', 'L4', 'org-lotus'],
  ['prj-elder-care', 'L3', 'org-lotus'],
  ['prj-nursery', 'L5', 'org-lotus'],
  ['prj-nursery', 'L4', 'org-lotus'],
  ['prj-sewing', 'L5', 'org-lotus'],
  ['prj-electrician', 'L5', 'org-bright-road'],
  ['prj-electrician', 'L4', 'org-bright-road'],
] as const;

describe('ten claims of one person in one year at once', () => {
  it('are accepted three times, whichever come first (A-063)', async () => {
    town = await Town.open();
    const person = town.person();
    const trainings = TEN.map(
      ([project, level, runner]) => new Training(town, { project, level, runner, startsOn: '2020-06-15' }),
    );
    const learners = trainings.map((training) => training.learner(person));
    for (const [i, training] of trainings.entries())
      await town.inTurn(training.upToCertificates([learners[i] as Learner], i > 0));

    const answers = await Promise.all(
      trainings.map((training, i) => give(training.claim(learners[i] as Learner, '2020-08-03'))),
    );

    expect(outcomes(answers)).toEqual({ accepted: 3, 'refused A-063': 7 });
    // What the refused ones had reserved went back: each class holds its money or has given it to its one claim.
    const drawn = await Promise.all(
      trainings.map(async ({ classId }) => (await town.ledger.load(classRef(classId))).state),
    );
    expect(drawn.filter((state) => freeFen(state) === 0)).toHaveLength(3);
    expect(drawn.filter((state) => Object.keys(state.draws).length > 0)).toHaveLength(3);
  });
});

describe('two people at once', () => {
  it('review one claim: one wins, the other is refused and told who acted first (B.5-order)', async () => {
    town = await Town.open();
    const training = new Training(town, { startsOn: '2020-06-15' });
    const learner = training.learner();
    const claimedOn = workingDay(training.issuedOn, 1);
    const reviewedOn = workingDay(claimedOn, 2);
    await town.inTurn([
      ...training.upToCertificates([learner]),
      training.claim(learner),
      training.accepted(learner, workingDay(claimedOn, 1)),
    ]);

    const asks = [1, 2].map((n) => training.reviewed(learner, 'First', at(reviewedOn, '09:00'), n));
    const answers = await Promise.all(asks.map(give));

    expect(outcomes(answers)).toEqual({ accepted: 1, 'refused B.5-order': 1 });
    const winner = asks[answers.findIndex(({ outcome }) => outcome === 'accepted')]?.by.id;
    const loser = answers.find(({ outcome }) => outcome === 'refused')?.problem;
    expect(winner).toMatch(/^reviewer-411002-[12]$/);
    expect(loser?.detailEn).toContain(`“First review” by reviewer ${winner} of Weidu District`);
    expect(loser?.detail).toContain(winner);
    expect((await town.ledger.load(caseRef(learner.caseId))).state.firstReviewer).toBe(winner);
  });

  it('allot the last fen of the city line: one has it, the other is refused (A-071-line)', async () => {
    town = await unallotted();
    const { totalFen } = (await town.ledger.load({ type: fundStream, id: CITY_LINE })).state;
    await town.inTurn([allotment('XC-SBJ', totalFen - 1)]);

    const answers = await Promise.all([
      give(allotment('XC-JKQ', 1, '2019-10-22')),
      give(allotment('XC-DCQ', 1, '2019-10-22')),
    ]);

    expect(outcomes(answers)).toEqual({ accepted: 1, 'refused A-071-line': 1 });
    const city = (await town.ledger.load({ type: fundStream, id: CITY_LINE })).state;
    expect(city).toMatchObject({ availableFen: 0, allottedFen: totalFen });
    const lines = await Promise.all(
      ['XC-JKQ', 'XC-DCQ'].map(async (unit) => (await town.ledger.load(fundRef(unit))).state),
    );
    expect(lines.map(({ allottedFen }) => allottedFen).toSorted((a, b) => a - b)).toEqual([0, 1]);
  });

  it('change the same class while it is approved twice: it encumbers once', async () => {
    town = await Town.open();
    const training = new Training(town, { startsOn: '2020-06-15' });
    await town.inTurn([training.filed()]);
    const { availableFen: before } = (await town.ledger.load(fundRef(training.unit))).state;

    const answers = await Promise.all([1, 2, 3].map((n) => give(training.approved(staff('CLERK', training.unit, n)))));

    expect(outcomes(answers)).toEqual({ accepted: 1, 'refused B.5-order': 2 });
    const { availableFen: after } = (await town.ledger.load(fundRef(training.unit))).state;
    expect(before - after).toBe(training.of.rateFen);
  });

  it('decide one correction: approved or declined, never both', async () => {
    town = await Town.open();
    const training = new Training(town, { startsOn: '2020-06-15' });
    const learner = training.learner();
    const { caseId } = learner;
    await town.inTurn(training.upToCertificates([learner]));
    const claimed = await give(training.claim(learner));
    const version = claimed.events?.find(({ type }) => type === 'ClaimSubmitted')?.version;
    const proposalId = town.random.uuid();
    const on = workingDay(training.issuedOn, 2);
    await town.do(training.clerk, at(on, '09:00'), 'ProposeAmountCorrection', {
      caseId,
      proposalId,
      version,
      amountFen: 100_000,
      reason: '其他部门已补贴部分培训费',
      document: documentOf('CORRECTION_DECISION', on, 1),
    });

    const confirmer = (n: number) => staff('CONFIRMER', training.unit, n);
    const answers = await Promise.all([
      town.try(confirmer(1), at(on, '10:00'), 'ApproveCorrection', { caseId, proposalId }),
      town.try(confirmer(2), at(on, '10:00'), 'DeclineCorrection', { caseId, proposalId, reason: '金额无误' }),
    ]);

    expect(outcomes(answers)).toEqual({ accepted: 1, 'refused B.5-order': 1 });
    const { dueFen } = (await town.ledger.load(caseRef(caseId))).state;
    expect(dueFen).toBe(answers[0]?.outcome === 'accepted' ? 100_000 : training.of.rateFen);
  });
});
