import type { Actor } from '@ledger/kernel';
import { enrolmentSlips } from './class-slips.story';
import type { Place, ProgrammeState, SimulatedCase, SimulatedClass } from './programme-state';
import { enrolling, proofFor, recording } from './proof';
import type { Story } from './step';
import { at, documentOf, ofOrganisation, rateOf, staff, workingDay } from './world';

/** When people are registered, when their categories are recorded, and when they are enrolled. */
interface Hours {
  readonly on: string;
  readonly clocks: readonly [string, string, string];
}

/** Of a replacement: who enrols, and what the enrolment says beside. */
interface Joining extends Place {
  readonly late?: {
    readonly by: Actor;
    readonly more: { readonly replaces: string; readonly reason: string; readonly document: object };
  };
}

/** 报名: everybody is registered, then has a category recorded, then takes a place. */
export function* enrolment(
  world: ProgrammeState,
  of: SimulatedClass,
  places: readonly Joining[],
  { on, clocks: [registered, proven, enrolled] }: Hours,
): Story<SimulatedCase[]> {
  const runner = ofOrganisation(of.runner, of.runnerRole);
  const joining = places.map((place) => {
    const person = place.person ?? world.people.make();
    return { place, person, proof: proofFor(world, of), isNew: !world.registered.has(person.idNumber) };
  });
  for (const { person, isNew } of joining) {
    const { idNumber, name, phone } = person;
    world.registered.add(idNumber);
    if (isNew) yield world.step(at(on, registered), runner, 'RegisterPerson', { idNumber, name, phone });
  }
  const newcomer = joining.find(({ isNew, place }) => isNew && !place.late);
  if (newcomer) yield* enrolmentSlips(world, of, newcomer, at(on, registered));
  for (const { person, proof } of joining) {
    const recorded = recording(world, person.idNumber, proof);
    yield world.step(at(on, proven), staff('CLERK', of.unit), 'RecordCategory', recorded);
  }
  const cases: SimulatedCase[] = [];
  yield* replacements(world, of, joining, on);
  for (const { place, person, proof } of joining) {
    const caseId = world.random.uuid();
    const { course, late, certifiedLevel: level = of.level } = place;
    const asked = { ...enrolling(of, caseId, person.idNumber, proof), ...late?.more };
    yield world.step(at(on, enrolled), late?.by ?? runner, 'EnrolLearner', asked);
    const amountFen = rateOf(of.project, level)?.amountFen ?? 0;
    cases.push({ caseId, person, proof, in: of, course, level, amountFen, attempts: 0, ended: false });
  }
  return cases;
}

/** 替换人员: one clerk names the right person, another person approves; only then is that person enrolled. */
function* replacements(
  world: ProgrammeState,
  { unit }: SimulatedClass,
  joining: readonly { readonly place: Joining; readonly person: { readonly idNumber: string } }[],
  on: string,
): Story {
  const named = joining.flatMap(({ place: { late }, person: { idNumber } }) => {
    if (!late) return [];
    const { replaces: caseId, reason, document } = late.more;
    const version = world.versionOf(caseId, 'CaseVoided') ?? 0;
    return [{ by: late.by, data: { caseId, proposalId: world.random.uuid(), version, idNumber, reason, document } }];
  });
  for (const { by, data } of named) yield world.step(at(on, '14:40'), by, 'ProposeReplacement', data);
  for (const { data } of named) {
    const { caseId, proposalId } = data;
    yield world.step(at(on, '14:50'), staff('CONFIRMER', unit), 'ApproveCorrection', { caseId, proposalId });
  }
}

/** 报错人员: namesakes were enrolled. Two people void each case, and the right person takes the place. */
export function* wrongPersons(
  world: ProgrammeState,
  of: SimulatedClass,
  wrong: readonly SimulatedCase[],
  on: string,
): Story<SimulatedCase[]> {
  const clerk = staff('CLERK', of.unit);
  const reason = '同名人员报错，已核对身份证原件';
  const voided = wrong.map(({ caseId }) => ({
    caseId,
    proposalId: world.random.uuid(),
    document: documentOf('VOID_DECISION', on, world.serial()),
  }));
  for (const each of voided) {
    const proposal = { ...each, version: 1, cause: 'WRONG_PERSON', reason };
    yield world.step(at(on, '09:00'), clerk, 'ProposeVoid', proposal);
  }
  const decidedOn = workingDay(on, 1);
  for (const { caseId, proposalId } of voided)
    yield world.step(at(decidedOn, '09:00'), staff('CONFIRMER', of.unit), 'ApproveCorrection', { caseId, proposalId });
  const places = voided.map(({ caseId, document }) => ({
    course: 'smooth' as const,
    late: { by: clerk, more: { replaces: caseId, reason, document } },
  }));
  return yield* enrolment(world, of, places, { on: decidedOn, clocks: ['14:00', '14:30', '15:00'] });
}
