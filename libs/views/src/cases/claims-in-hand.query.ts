import { STEPS_IN_HAND } from '@ledger/streams/case';
import type { OrgRole } from '@ledger/streams/org';
import type { ViewReader } from '@ledger/viewstore';
import { everyRow } from '../every-row';
import { CASES, type CaseRow } from './case-row';

/** 在办申请 that an organisation trained for, or certified: case ids, in their order. */
export async function claimsInHand(views: ViewReader, uscc: string, role: OrgRole): Promise<readonly string[]> {
  const found: string[] = [];
  const inHand = { table: CASES, where: [{ column: 'step', is: STEPS_IN_HAND }] };
  for await (const { key, institution, certified } of everyRow<CaseRow>(views, inHand)) {
    if (certified?.issuer === uscc || (role !== 'EVALUATOR' && institution === uscc)) found.push(key);
  }
  return found;
}
