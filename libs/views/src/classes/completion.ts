import type { ClassRollRow } from './class-row';

/** 出勤: hours at which a case's learner was present, hours held, and their share in whole percent rounded down. */
export function attendanceOf(roll: ClassRollRow, caseId: string): { attended: number; held: number; share: number } {
  let attended = 0;
  let held = 0;
  for (const { hours, present } of Object.values(roll.sessions)) {
    held += hours;
    if (present?.includes(caseId)) attended += hours;
  }
  return { attended, held, share: shareOf(attended, held) };
}

/**
 * How many passed, by their attendance share. The least share that completes a training is a parameter with dates,
 * so it is applied when the question is asked.
 */
export function passedByShare({ sessions, results, left }: ClassRollRow): Readonly<Record<string, number>> {
  const attended = new Map<string, number>();
  let held = 0;
  for (const { hours, present } of Object.values(sessions)) {
    held += hours;
    for (const caseId of present ?? []) attended.set(caseId, (attended.get(caseId) ?? 0) + hours);
  }
  const counts: Record<string, number> = {};
  for (const [caseId, { passed }] of Object.entries(results)) {
    if (!passed || left.includes(caseId)) continue;
    const share = shareOf(attended.get(caseId) ?? 0, held);
    counts[share] = (counts[share] ?? 0) + 1;
  }
  return counts;
}

const shareOf = (attended: number, held: number): number => (held === 0 ? 0 : Math.floor((attended * 100) / held));
