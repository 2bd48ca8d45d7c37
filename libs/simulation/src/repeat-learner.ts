import { plannedClass, type PlannedClass } from './planned-class';
import type { Course, Place, ProgrammeState } from './programme-state';
import { ORGANISATIONS, PROJECTS } from './world';

interface Attempt {
  readonly projectId: string;
  readonly level: string;
  readonly startsOn: string;
  readonly course: Course;
  readonly certifiedLevel?: string;
}

/** All certificates of one year: three count, what goes beyond is refused, and so is what was had before. */
const ATTEMPTS: readonly Attempt[] = [
  { projectId: 'prj-cook', level: 'L4', startsOn: '2020-02-10', course: 'counted' },
  { projectId: 'prj-cook', level: 'L5', startsOn: '2020-03-16', course: 'suspected' },
  { projectId: 'prj-cook', level: 'L4', startsOn: '2020-04-20', course: 'repeated' },
  { projectId: 'prj-elder-care', level: 'L5', startsOn: '2020-05-25', course: 'counted' },
  { projectId: 'prj-nursery', level: 'L5', startsOn: '2020-07-06', course: 'counted' },
  { projectId: 'prj-sewing', level: 'L5', startsOn: '2020-08-17', course: 'fourth' },
];
const BEYOND: Attempt = {
  projectId: 'prj-elder-care',
  level: 'L5',
  startsOn: '2020-06-15',
  course: 'beyond-class',
  certifiedLevel: 'L3',
};
const RUNNER = 'org-lotus';

/** 反复参训: one learner through six classes of a year, beside classmates who go smoothly; and one who claims more than the class holds. */
export function repeatLearnerClasses(world: ProgrammeState): PlannedClass[] {
  const person = world.people.make(28, 40);
  const repeated = ATTEMPTS.map((attempt) =>
    held(world, attempt, [{ course: attempt.course, person }, { course: 'smooth' }]),
  );
  const { course, certifiedLevel } = BEYOND;
  return [...repeated, held(world, BEYOND, [{ course, certifiedLevel }])];
}

function held(world: ProgrammeState, { projectId, level, startsOn }: Attempt, places: readonly Place[]): PlannedClass {
  const runner = ORGANISATIONS.find(({ orgId }) => orgId === RUNNER);
  const project = PROJECTS.find((each) => each.projectId === projectId);
  const of = runner && project && plannedClass(world, { project, runner }, startsOn, places.length, level);
  if (!of) throw new Error(`the reference data do not let ${RUNNER} hold ${projectId} ${level} on ${startsOn}`);
  return { of, places };
}
