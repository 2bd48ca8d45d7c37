import { openFen, owesRefund, type CaseState } from '@ledger/streams/case';
import type { CaseRow, CaseStatus, WaitKey } from './case-row';

/** Where the money of a case's lines is, in fen. */
export function sumLines(row: CaseRow): void {
  row.drawnFen = 0;
  row.inTransitFen = 0;
  row.owedFen = 0;
  row.paidFen = 0;
  row.unfundedFen = 0;
  for (const { place, amountFen } of row.lines) {
    switch (place) {
      case 'class':
      case 'fund':
        row.drawnFen += amountFen;
        break;
      case 'in-transit':
        row.inTransitFen += amountFen;
        break;
      case 'owed':
        row.owedFen += amountFen;
        break;
      case 'paid':
        row.paidFen += amountFen;
        break;
      case 'unfunded':
        row.unfundedFen += amountFen;
        break;
      case 'gone':
        break;
    }
  }
}

/** What came back of what was paid, and what is still claimed back. */
export function sumRecoveries(row: CaseRow, { recoveries }: CaseState): void {
  row.recoveredFen = 0;
  row.openRecoveryFen = 0;
  for (const recoveryId in recoveries) {
    const recovery = recoveries[recoveryId]!;
    row.recoveredFen += recovery.recoveredFen;
    row.openRecoveryFen += openFen(recovery);
  }
}

export function statusOf(row: CaseRow): CaseStatus {
  if (row.step === 'second-reviewed' && hasFailed(row)) return 'not-passed';
  if (row.step !== 'confirmed') return row.step;
  if (row.inTransitFen > 0) return 'in-transit';
  if (isAssigned(row)) return 'in-batch';
  if (row.owedFen > 0) return 'owed';
  if (row.drawnFen > 0) return 'confirmed';
  if (row.unfundedFen > 0) return 'unfunded';
  return row.paidFen > 0 ? 'paid' : 'confirmed';
}

const hasFailed = ({ detail }: CaseRow): boolean => detail?.firstVerdict === 'FAIL' || detail?.secondVerdict === 'FAIL';

/** Whether a line is in a batch that has not gone yet. */
const isAssigned = ({ lines }: CaseRow): boolean =>
  lines.some(({ attempts }) => attempts[attempts.length - 1]?.status === 'assigned');

/** One flag among those of a row. */
export const flagMark = (flag: string): string => `|${flag}|`;

/** What waits keeps the time at which it began to wait. */
export function setWaiting(row: CaseRow, state: CaseState, at: string): void {
  const waits = waitsOf(row, state);
  const before = row.waiting;
  row.attention = waits.length > 0 ? 1 : undefined;
  row.flags = state.openFlags.length > 0 ? state.openFlags.map(flagMark).join('') : undefined;
  row.waiting = waits.length > 0 ? Object.fromEntries(waits.map((wait) => [wait, before?.[wait] ?? at])) : undefined;
}

function waitsOf(row: CaseRow, state: CaseState): WaitKey[] {
  const waits: WaitKey[] = state.openFlags.map((flag): WaitKey => `flag:${flag}`);
  for (const id in state.objections) if (state.objections[id]!.open) waits.push(`objection:${id}`);
  for (const id in state.proposals) waits.push(`correction:${id}`);
  for (const id in state.recoveries) if (state.recoveries[id]!.status === 'open') waits.push(`recovery:${id}`);
  if (row.unfundedFen > 0) waits.push('unfunded:');
  if (state.held) waits.push('hold:');
  if (state.pendingDueFen !== undefined) waits.push('bank-answer:');
  if (owesRefund(state) && !isAssigned(row)) waits.push('refund:');
  return waits;
}
