import {
  certificateSlips,
  approvalSlips,
  approvedTwice,
  enrolledTwice,
  filedTooLate,
  filingSlips,
} from './class-slips.story';
import { claimOf } from './claim';
import { claimStory } from './claim.story';
import { enrolment, wrongPersons } from './enrolment.story';
import { filing, sessionsOf } from './filing';
import type { PlannedClass } from './planned-class';
import type { ProgrammeState, SimulatedCase, SimulatedClass } from './programme-state';
import { until, type Story } from './step';
import { at, certificateNumber, filingDay, ofOrganisation, staff, workingDay } from './world';

/** 一个班期: from filing to its closing; every learner's claim is a story of its own that begins when the class has results. */
export function* classStory(world: ProgrammeState, { of, places }: PlannedClass): Story {
  const runner = ofOrganisation(of.runner, of.runnerRole);
  const filedOn = filingDay(of);
  yield* filingSlips(world, of, filedOn);
  yield world.step(at(filedOn, '09:00'), runner, 'FileClass', filing(of));
  const approvedOn = workingDay(filedOn, 1);
  yield* approvalSlips(world, of, approvedOn);
  const clerk = staff('CLERK', of.unit);
  yield world.step(at(approvedOn, '10:00'), clerk, 'ApproveClass', { classId: of.classId });
  yield* approvedTwice(world, of, approvedOn);

  const onTime = places.filter(({ course }) => course !== 'off-roster');
  const enrolledOn = workingDay(filedOn, 2);
  const enrolled = yield* enrolment(world, of, onTime, { on: enrolledOn, clocks: ['09:30', '09:40', '10:00'] });
  yield* enrolledTwice(world, enrolled, at(enrolledOn, '11:00'));
  const wrong = enrolled.filter(({ course }) => course === 'wrong-person');
  const replacing = yield* wrongPersons(world, of, wrong, workingDay(filedOn, 3));
  const cases = [...enrolled.filter((each) => !wrong.includes(each)), ...replacing];
  yield* filedTooLate(world, of);
  const eve = workingDay(of.startsOn, -1);
  yield* registration(world, of, cases, eve);
  const offRoster = places.filter(({ course }) => course === 'off-roster');
  cases.push(...(yield* enrolment(world, of, offRoster, { on: eve, clocks: ['15:30', '15:40', '16:00'] })));

  yield world.step(at(of.startsOn, '08:30'), runner, 'StartClass', { classId: of.classId });
  yield* sessions(world, of, cases);
  yield world.step(at(of.endsOn, '18:00'), runner, 'FinishClass', { classId: of.classId });
  const issuedOn = workingDay(of.endsOn, 3);
  yield* results(world, of, cases, issuedOn);
  yield* closing(world, of, cases, workingDay(issuedOn, 30));
}

/** 省系统登记: both provincial systems, with the roster as it then is. */
function* registration(world: ProgrammeState, of: SimulatedClass, cases: readonly SimulatedCase[], on: string): Story {
  const runner = ofOrganisation(of.runner, of.runnerRole);
  const roster = cases.map(({ person }) => person.idNumber);
  for (const [system, prefix] of [
    ['TRAINING_INFO', 'PX'],
    ['REAL_NAME', 'SM'],
  ] as const) {
    yield world.step(at(on, '15:00'), runner, 'RecordProvincialRegistration', {
      classId: of.classId,
      system,
      number: `${prefix}-${world.serial()}`,
      registeredAt: at(on, '14:30'),
      roster,
    });
  }
}

function* sessions(world: ProgrammeState, of: SimulatedClass, cases: readonly SimulatedCase[]): Story {
  const runner = ofOrganisation(of.runner, of.runnerRole);
  const planned = sessionsOf(of);
  for (const { no, on, hours } of planned) {
    const trainer = `trainer-${of.runner.uscc.slice(13, 17)}`;
    yield world.step(at(on, '17:00'), runner, 'RecordSession', { classId: of.classId, no, on, hours, trainer });
    // At most every tenth session is missed, so that attendance stays above the minimum of 80 %.
    const present = cases.filter((_, n) => planned.length < 6 || (no + n) % 10 !== 0).map(({ caseId }) => caseId);
    yield world.step(at(on, '17:10'), runner, 'RecordAttendance', { classId: of.classId, no, present });
  }
}

/** 考核发证: results, then certificates, then each learner's claim begins. */
function* results(world: ProgrammeState, of: SimulatedClass, cases: readonly SimulatedCase[], on: string): Story {
  const { random } = world;
  const issuer = of.evaluator ?? of.runner;
  const examiner = ofOrganisation(issuer, of.evaluator ? 'EVALUATOR' : of.runnerRole);
  const smooth = cases.filter(({ course }) => course === 'smooth');
  const failed = new Set(smooth.filter(() => random.chance(0.03)));
  const [unlucky] = smooth.slice(1);
  if (unlucky && world.slips.due('somebody fails')) failed.add(unlucky);
  yield world.step(at(on, '09:00'), examiner, 'RecordResults', {
    classId: of.classId,
    results: cases.map((each) => ({
      caseId: each.caseId,
      passed: !failed.has(each),
      score: failed.has(each) ? random.int(30, 59) : random.int(60, 98),
    })),
  });
  const certificateOf = ({ caseId, person, level }: SimulatedCase) => ({
    caseId,
    kind: of.project.certKind,
    number: certificateNumber(of.project, level, issuer, on, world.serial(), person.idNumber),
    ...(level === undefined ? {} : { level }),
    issuedOn: on,
    issuer: issuer.uscc,
  });
  for (const each of failed) {
    each.ended = true;
    if (world.slips.due('certificate for who failed'))
      yield world.step(at(on, '09:30'), examiner, 'RecordCertificate', certificateOf(each), 'A-005');
  }
  for (const each of cases.filter((one) => !failed.has(one))) {
    const right = certificateOf(each);
    yield* certificateSlips(world, each, right, at(on, '10:00'));
    const used = world.numbers.get(each.person.idNumber);
    if (each.course === 'repeated' && used !== undefined)
      yield world.step(at(on, '10:00'), examiner, 'RecordCertificate', { ...right, number: used }, 'C.6-unique');
    if (of.rateFen > 0 && world.slips.due('claim without certificate')) {
      const runner = ofOrganisation(of.runner, of.runnerRole);
      yield world.step(at(on, '10:00'), runner, 'SubmitClaim', claimOf(each), 'A-062');
    }
    yield world.step(at(on, '10:00'), examiner, 'RecordCertificate', right);
    if (used === undefined) world.numbers.set(each.person.idNumber, right.number);
    each.issuedOn = on;
    // Where no rate is set one learner tries, and the others hear of it.
    if (of.rateFen === 0 && each !== cases.find((one) => !failed.has(one))) each.ended = true;
    else world.begin(claimStory(world, each, workingDay(on, random.int(1, 8))));
  }
}

/** Until when a class may be closed, and every how many working days it is looked at. */
const LAST_DAY = '2021-12-20';
const LOOK_EVERY = 20;

/** 结清班期: once every claim is paid or has ended; what is left of the money flows back to the unit. */
function* closing(world: ProgrammeState, of: SimulatedClass, cases: readonly SimulatedCase[], from: string): Story {
  for (let day = from; day < LAST_DAY; day = day < '2021-11-20' ? workingDay(day, LOOK_EVERY) : LAST_DAY) {
    yield until(at(day, '16:00'));
    if (!cases.every(({ ended }) => ended)) continue;
    const closed = { classId: of.classId, reason: '班期结算完毕' };
    yield world.step(at(day, '16:00'), staff('CLERK', of.unit), 'CloseClass', closed);
    return;
  }
}
