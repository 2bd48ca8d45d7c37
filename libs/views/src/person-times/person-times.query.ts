import type { ViewReader } from '@ledger/viewstore';
import { CASES } from '../cases/case-row';
import { PROJECTS, type ProjectRow } from '../catalogue/projects.projection';
import { CLASSES, type ClassRow } from '../classes/class-row';
import { everyRow } from '../every-row';

/** 培训人次 of one programme, nature, unit and year (that in which its classes finished). */
export interface PersonTimes {
  readonly programme: string;
  readonly trainingNature: string;
  readonly unit: string;
  readonly year: number;
  /** 完成培训: passed, and present for the least share; subsidised or not. */
  readonly completed: number;
  /** 补贴性培训 as counted at approval and at payment; revoked grants count no more. */
  readonly approved: number;
  readonly paid: number;
}

const CONFIRMED = { column: 'step', is: 'confirmed' } as const;

/**
 * Person-times in cells that add up: each training counts once, in its class's project's programme.
 * `attendanceMin` is the least attendance in whole percent for a class that started on the date. `window` is that of the plan
 * (`plan.window`, A-001): a class that finished outside it counts for no target.
 */
export async function personTimes(
  views: ViewReader,
  attendanceMin: (startsOn: string) => number,
  window?: { readonly from: string; readonly to: string },
): Promise<readonly PersonTimes[]> {
  const approved = await views.countBy(CASES, 'classId', [CONFIRMED]);
  const paid = await views.countBy(CASES, 'classId', [CONFIRMED, { column: 'paidFen', atLeast: 1 }]);
  const projects = new Map<string, ProjectRow>();
  for await (const { key, ...project } of everyRow<ProjectRow>(views, { table: PROJECTS })) projects.set(key, project);
  const cells = new Map<string, PersonTimes>();
  for await (const row of everyRow<ClassRow>(views, { table: CLASSES })) {
    const project = projects.get(row.projectId);
    const completedOn = row.finishedOn ?? row.endsOn;
    if (window && (completedOn < window.from || completedOn > window.to)) continue;
    const year = Number(completedOn.slice(0, 4));
    const cell = {
      programme: project?.programme ?? '',
      trainingNature: project?.trainingNature ?? '',
      unit: row.unit,
      year,
    };
    const key = Object.values(cell).join('|');
    const so = cells.get(key) ?? { ...cell, completed: 0, approved: 0, paid: 0 };
    cells.set(key, {
      ...so,
      completed: so.completed + completedIn(row, attendanceMin(row.startsOn)),
      approved: so.approved + (approved[row.key] ?? 0),
      paid: so.paid + (paid[row.key] ?? 0),
    });
  }
  return [...cells.values()].filter((cell) => cell.completed + cell.approved + cell.paid > 0).toSorted(inOrder);
}

function completedIn({ finishedOn, passedByShare }: ClassRow, least: number): number {
  if (finishedOn === undefined) return 0;
  return Object.entries(passedByShare).reduce(
    (sum, [share, persons]) => (Number(share) >= least ? sum + persons : sum),
    0,
  );
}

const inOrder = (a: PersonTimes, b: PersonTimes): number =>
  a.programme.localeCompare(b.programme, 'en') ||
  a.unit.localeCompare(b.unit, 'en') ||
  a.year - b.year ||
  a.trainingNature.localeCompare(b.trainingNature, 'en');
