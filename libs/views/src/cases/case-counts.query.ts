import { REPORTING_UNIT_IDS } from '@ledger/kernel';
import type { ViewReader } from '@ledger/viewstore';
import { CASES, type CaseStatus } from './case-row';

/** 个案统计: how many cases of a unit are in a status, and what is due for them, in fen. */
export interface CaseCount {
  readonly unit: string;
  readonly status: CaseStatus;
  readonly cases: number;
  readonly dueFen: number;
}

/** By unit and status, those only that there are; of one unit where it is named. */
export async function caseCounts(views: ViewReader, unit?: string): Promise<readonly CaseCount[]> {
  const found: CaseCount[] = [];
  for (const each of unit === undefined ? REPORTING_UNIT_IDS : [unit]) {
    const where = [{ column: 'unit', is: each }];
    const cases = await views.countBy(CASES, 'status', where);
    const due = await views.sumBy(CASES, 'dueFen', 'status', where);
    // The column holds nothing else.
    for (const status of Object.keys(cases) as CaseStatus[])
      found.push({ unit: each, status, cases: cases[status] ?? 0, dueFen: due[status] ?? 0 });
  }
  return found;
}
