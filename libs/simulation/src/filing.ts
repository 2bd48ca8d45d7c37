import type { SimulatedClass } from './programme-state';
import { at, workingDay } from './world';

interface PlannedSession {
  readonly no: number;
  readonly on: string;
  readonly hours: number;
}

/** 开班备案 as its runner writes it. */
export function filing(of: SimulatedClass) {
  const evaluator = of.evaluator?.uscc;
  return {
    classId: of.classId,
    projectId: of.project.projectId,
    institution: of.runner.uscc,
    ...(evaluator === undefined ? {} : { evaluator }),
    unit: of.unit,
    headCount: of.headCount,
    startsAt: at(of.startsOn, '08:30'),
    endsOn: of.endsOn,
    ...(of.level === undefined ? {} : { level: of.level }),
    payeeKind: of.runnerRole === 'EMPLOYER' ? 'EMPLOYER' : of.project.projectBased ? 'INSTITUTION' : 'PERSON',
    feeFen: 0,
    sessions: sessionsOf(of),
    venue: '模拟实训楼一层教室',
  };
}

/** 课程表: a session on each working day from the start on, the project's hours divided as evenly as they go. */
export function sessionsOf({ startsOn, project: { sessions, hours } }: SimulatedClass): PlannedSession[] {
  const even = Math.floor(hours / sessions);
  const longer = hours - even * sessions;
  return Array.from({ length: sessions }, (_, i) => ({
    no: i + 1,
    on: i === 0 ? startsOn : workingDay(startsOn, i),
    hours: i < longer ? even + 1 : even,
  }));
}

/** Who is paid: the learner, or the institution or employer that took no fee. */
export const paysLearner = ({ runnerRole, project }: SimulatedClass): boolean =>
  runnerRole !== 'EMPLOYER' && !project.projectBased;
