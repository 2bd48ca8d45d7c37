import type { Place, ProgrammeState, SimulatedClass } from './programme-state';
import { evaluatorOf, isRatePending, rateOf, workingDay, type Organisation, type Project } from './world';

/** 办班计划: a class that is going to be held, and who sits in it. */
export interface PlannedClass {
  readonly of: SimulatedClass;
  readonly places: readonly Place[];
}

/** Who may teach what. */
export interface Offer {
  readonly project: Project;
  readonly runner: Organisation;
}

/** Undefined where the offer does not stand on that day. */
export function plannedClass(
  { random }: ProgrammeState,
  { project, runner }: Offer,
  startsOn: string,
  headCount: number,
  asked?: string,
): SimulatedClass | undefined {
  const level = asked ?? (project.levels.length > 0 ? random.pick(project.levels) : undefined);
  const own = project.certKind === 'TRAINING_COMPLETION';
  const evaluator = own ? undefined : evaluatorOf(project, level, startsOn);
  const rate = rateOf(project, level);
  if ((!own && !evaluator) || !rate || (runner.listedFrom ?? '9999') > startsOn || project.listedFrom > startsOn)
    return undefined;
  return {
    classId: random.uuid(),
    unit: runner.homeUnit,
    project,
    level,
    runner,
    runnerRole: runner.roles.includes('INSTITUTION') ? 'INSTITUTION' : 'EMPLOYER',
    evaluator,
    startsOn,
    endsOn: workingDay(startsOn, project.sessions),
    rateFen: isRatePending(project) ? 0 : rate.amountFen,
    headCount,
  };
}
