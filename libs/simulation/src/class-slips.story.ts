import { filing } from './filing';
import type { MadeUpPerson } from './people';
import type { ProgrammeState, SimulatedCase, SimulatedClass } from './programme-state';
import { enrolling, recording } from './proof';
import type { Proof } from './proofs.table';
import type { Story } from './step';
import { at, certificateNumber, mistyped, ofOrganisation, ORGANISATIONS, otherUnit, staff, workingDay } from './world';

/* Mistakes and attempts on the way of a class; each is refused, and what was meant follows. */

/** 备案差错: a timetable with an hour too few, a credit code copied wrongly, an institution that was never listed. */
export function* filingSlips(world: ProgrammeState, of: SimulatedClass, on: string): Story {
  const runner = ofOrganisation(of.runner, of.runnerRole);
  const asked = filing(of);
  const anew = (changed: object): object => ({ ...asked, classId: world.random.uuid(), ...changed });
  const when = at(on, '08:40');
  if (world.slips.due('an hour too few')) {
    const sessions = asked.sessions.map((each, i) => (i === 0 ? { ...each, hours: each.hours - 1 } : each));
    yield world.step(when, runner, 'FileClass', anew({ sessions }), 'B.4-hours');
  }
  if (asked.evaluator !== undefined && world.slips.due('credit code'))
    yield world.step(when, runner, 'FileClass', anew({ evaluator: mistyped(asked.evaluator) }), 'C.2');
  if (world.slips.due('never listed')) {
    const body = ORGANISATIONS.find(({ listedFrom }) => listedFrom === null);
    if (!body) throw new Error('the reference data hold no organisation that was never listed');
    const { uscc, homeUnit } = body;
    const forged = anew({ institution: uscc, unit: homeUnit, payeeKind: 'PERSON' });
    yield world.step(when, ofOrganisation(body, 'INSTITUTION'), 'FileClass', forged, 'A-084');
  }
}

/** 核准差错: the institution approves its own class; a clerk of another county does. */
export function* approvalSlips(world: ProgrammeState, of: SimulatedClass, on: string): Story {
  const { classId } = of;
  if (world.slips.due('own approval')) {
    const runner = ofOrganisation(of.runner, of.runnerRole);
    yield world.step(at(on, '09:00'), runner, 'ApproveClass', { classId }, 'A-083-role');
  }
  if (world.slips.due('approved by another county')) {
    const stranger = staff('CLERK', otherUnit(of.unit));
    yield world.step(at(on, '09:30'), stranger, 'ApproveClass', { classId }, 'A-002-unit');
  }
}

/** 重复核准. */
export function* approvedTwice(world: ProgrammeState, of: SimulatedClass, on: string): Story {
  if (world.slips.due('approved twice'))
    yield world.step(at(on, '11:00'), staff('CLERK', of.unit), 'ApproveClass', { classId: of.classId }, 'B.5-order');
}

/** 备案过迟: two working days before the start. */
export function* filedTooLate(world: ProgrammeState, of: SimulatedClass): Story {
  if (!world.slips.due('filed too late')) return;
  const late = { ...filing(of), classId: world.random.uuid() };
  const runner = ofOrganisation(of.runner, of.runnerRole);
  yield world.step(at(workingDay(of.startsOn, -2), '09:00'), runner, 'FileClass', late, 'B.5-filing');
}

interface Newcomer {
  readonly person: MadeUpPerson;
  readonly proof: Proof;
}

/** 报名差错: an ID number mistyped, a category not recorded yet or proven by the wrong body, a child. */
export function* enrolmentSlips(
  world: ProgrammeState,
  of: SimulatedClass,
  { person, proof }: Newcomer,
  when: string,
): Story {
  const runner = ofOrganisation(of.runner, of.runnerRole);
  const clerk = staff('CLERK', of.unit);
  if (world.slips.due('ID number')) {
    const { idNumber, name, phone } = world.people.make();
    yield world.step(when, runner, 'RegisterPerson', { idNumber: mistyped(idNumber), name, phone }, 'C.1');
  }
  if (world.slips.due('no category yet')) {
    const early = enrolling(of, world.random.uuid(), person.idNumber, proof);
    yield world.step(when, runner, 'EnrolLearner', early, 'A-004');
  }
  if (world.slips.due('wrong body')) {
    const wrong = recording(world, person.idNumber, ['VETERAN', 'DISCHARGE_CERTIFICATE', 'VETERANS']);
    yield world.step(when, clerk, 'RecordCategory', { ...wrong, verifiedBy: 'WOMEN' }, 'A-024');
  }
  if (world.slips.due('child')) {
    const { idNumber, name, phone } = world.people.make(12, 13);
    yield world.step(when, runner, 'RegisterPerson', { idNumber, name, phone });
    yield world.step(when, clerk, 'RecordCategory', recording(world, idNumber, proof));
    const child = enrolling(of, world.random.uuid(), idNumber, proof);
    yield world.step(when, runner, 'EnrolLearner', child, 'B.2-age');
  }
}

/** 重复报名: the same person in the same class twice. */
export function* enrolledTwice(world: ProgrammeState, [first]: readonly SimulatedCase[], when: string): Story {
  if (!first || !world.slips.due('enrolled twice')) return;
  const { in: of, person } = first;
  const again = enrolling(of, world.random.uuid(), person.idNumber, first.proof);
  yield world.step(when, ofOrganisation(of.runner, of.runnerRole), 'EnrolLearner', again, 'B.5-order');
}

/** 证书差错: a certificate for who failed, of the wrong kind, with a number that was made up or belongs to somebody else. */
export function* certificateSlips(
  world: ProgrammeState,
  of: SimulatedCase,
  right: { readonly number: string; readonly issuedOn: string; readonly kind: string },
  when: string,
): Story {
  const { project } = of.in;
  const issuer = of.in.evaluator ?? of.in.runner;
  const examiner = ofOrganisation(issuer, of.in.evaluator ? 'EVALUATOR' : of.in.runnerRole);
  const recorded = (changed: object, ruleId: string) =>
    world.step(when, examiner, 'RecordCertificate', { ...right, ...changed }, ruleId);
  const numbered = (level: string | undefined, issuedOn: string): string =>
    certificateNumber(project, level, issuer, issuedOn, world.serial(), of.person.idNumber);
  if (world.slips.due('wrong kind')) {
    const kind = right.kind === 'SPECIAL_ABILITY' ? 'SKILL_LEVEL' : 'SPECIAL_ABILITY';
    yield recorded({ kind, level: undefined }, 'A-062');
  }
  const { issuedOn } = right;
  const formed = project.certKind !== 'SPECIAL_ABILITY';
  if (formed && world.slips.due('made-up number')) yield recorded({ number: '0000' }, 'C.6-form');
  const lastYear = `${Number(issuedOn.slice(0, 4)) - 1}${issuedOn.slice(4)}`;
  if (formed && project.certKind !== 'SPECIAL_OPERATION' && world.slips.due('wrong year'))
    yield recorded({ number: numbered(of.level, lastYear) }, 'C.6-year');
  if (project.occupationId && world.slips.due('wrong level'))
    yield recorded({ number: numbered(of.level === 'L1' ? 'L2' : 'L1', issuedOn) }, 'C.6-level');
  if (project.certKind === 'SPECIAL_OPERATION' && world.slips.due('another holder'))
    yield recorded({ number: `T${world.people.make().idNumber}` }, 'C.6-holder');
}
