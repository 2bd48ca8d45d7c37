import type { ClassBook } from '../book/books';
import { UNITS } from '../world/world';
import { classWants, fileClass, someFiling, startOn, timetable } from './class-wants';
import { plusMinutes, type Desk, type Idea, type Wanted } from './desk';
import { localDateOf } from '@ledger/kernel';
import { workingDay } from '@ledger/simulation';

const SYSTEMS = ['TRAINING_INFO', 'REAL_NAME'];
const MOST_CLASSES = 7;

export function classIdeas(desk: Desk): Idea[] {
  const classes = Object.entries(desk.books.classes);
  const begun = classes.filter(([, { status }]) => ['filed', 'approved', 'started'].includes(status)).length;
  const ideas: Idea[] = [];
  if (classes.length < MOST_CLASSES) {
    const unit = desk.chance(0.75) ? UNITS[0] : UNITS[1];
    ideas.push({ weight: begun === 0 ? 3 : 0.7, want: () => fileClass(someFiling(desk, desk.uuid(), unit)) });
  }
  for (const [classId, of] of classes) ideas.push(...ofClass(desk, classId, of));
  return ideas;
}

type Ideas = readonly (readonly [weight: number, want: () => Wanted])[];

function ofClass(desk: Desk, classId: string, of: ClassBook): Idea[] {
  return byStatus(desk, classId, of).map(([weight, want]) => ({ weight, want }));
}

function byStatus(desk: Desk, classId: string, of: ClassBook): Ideas {
  switch (of.status) {
    case 'filed':
      return [
        [6, () => classWants.approve(classId, of)],
        [0.5, () => classWants.returned(classId, of)],
      ];
    case 'returned':
      return [[2, () => fileClass(someFiling(desk, classId, of.unit), of.lastAt)]];
    case 'approved':
      return approved(desk, classId, of);
    case 'started':
      return started(desk, classId, of);
    case 'finished':
      return [
        [6 * waitingResults(of).length, () => results(desk, classId, of)],
        [0.4, () => classWants.close(classId, of)],
      ];
    case 'closed':
      return closed(desk, classId, of);
    default:
      return [[0.1, () => classWants.cancel(classId, of)]];
  }
}

function approved(desk: Desk, classId: string, of: ClassBook): Ideas {
  const room = of.plan.headCount - Object.keys(of.roster).length;
  const missing = SYSTEMS.filter((system) => of.registrations[system] === undefined);
  const proposals = Object.keys(of.proposals);
  return [
    [room > 0 ? 6 : 0.3, () => enrol(desk, classId, of)],
    [0.8, () => amend(desk, classId, of)],
    ...proposals.map((id) => [3, () => classWants.decideAmendment(classId, of, id, desk.chance(0.8))] as const),
    [0.4, () => classWants.cancel(classId, of)],
    [room < of.plan.headCount ? 4 * missing.length : 0, () => register(desk, classId, of, missing)],
    [room < of.plan.headCount && missing.length === 0 ? 8 : 0.3, () => classWants.start(classId, of)],
  ];
}

function closed(desk: Desk, classId: string, of: ClassBook): Ideas {
  const asked = Object.keys(of.reopenings);
  return [
    [0.2, () => classWants.close(classId, of)],
    [asked.length > 0 ? 0.1 : 1, () => classWants.reopen(desk, classId, of)],
    ...asked.map((id) => [4, () => classWants.decideReopening(desk, classId, of, id)] as const),
  ];
}

function started(desk: Desk, classId: string, of: ClassBook): Ideas {
  const missing = SYSTEMS.filter((system) => of.registrations[system] === undefined);
  return [
    [0.5, () => enrol(desk, classId, of)],
    [Object.keys(of.roster).length > 0 ? missing.length : 0, () => register(desk, classId, of, missing)],
    [of.session ? 0.2 : 8, () => classWants.session(classId, of)],
    [of.session && !of.present ? 8 : 0.2, () => attendance(desk, classId, of)],
    [of.present ? 8 : 0.2, () => classWants.finish(classId, of, desk.pick([0, 0, 1, 7, 14]))],
  ];
}

function enrol(desk: Desk, classId: string, of: ClassBook): Wanted {
  const free = desk.people.filter(({ idNumber }) => !Object.values(of.roster).includes(idNumber));
  // A few people take most places, so that they meet their limits.
  const likely = desk.chance(0.6) ? free.slice(0, 2) : free;
  const { idNumber } = desk.pick(likely.length > 0 && desk.chance(0.95) ? likely : desk.people);
  return classWants.enrol(classId, of, desk.uuid(), idNumber);
}

function register(desk: Desk, classId: string, of: ClassBook, missing: readonly string[]): Wanted {
  const system = missing.length > 0 ? desk.pick(missing) : desk.pick(SYSTEMS);
  const late = desk.chance(0.06);
  const registeredAt = plusMinutes(of.plan.startsAt, late ? 1 : desk.pick([0, -60, -1440]));
  const roster = Object.values(of.roster);
  return classWants.register(
    classId,
    of,
    system,
    registeredAt,
    desk.chance(0.05) && roster.length > 1 ? roster.slice(1) : roster,
  );
}

function attendance(desk: Desk, classId: string, of: ClassBook): Wanted {
  return classWants.attendance(
    classId,
    of,
    Object.keys(of.roster).filter(() => !desk.chance(0.04)),
  );
}

const waitingResults = (of: ClassBook): string[] =>
  Object.keys(of.roster).filter((caseId) => of.results[caseId] === undefined);

function results(desk: Desk, classId: string, of: ClassBook): Wanted {
  const waiting = waitingResults(of);
  return classWants.results(
    classId,
    of,
    (waiting.length > 0 ? waiting : Object.keys(of.roster)).map((caseId) => ({ caseId, passed: !desk.chance(0.05) })),
  );
}

function amend(desk: Desk, classId: string, of: ClassBook): Wanted {
  const headCount = desk.random.int(1, 4);
  const moved = timetable(startOn(desk, workingDay(localDateOf(desk.now), desk.random.int(4, 12))));
  return classWants.amend(classId, of, desk.uuid(), desk.chance(0.7) ? { headCount } : moved);
}
