import type { LedgerEvent } from '@ledger/kernel';
import { evolveRow } from './by-evolve';
import { setWaiting, statusOf, sumLines, sumRecoveries } from './case-figures';
import type { CaseRow } from './case-row';

/** Made once and copied, so that all rows have one hidden class. */
export const UNOPENED: CaseRow = {
  unit: '',
  classId: '',
  person: '',
  institution: '',
  projectId: '',
  programme: '',
  startsOn: '',
  acceptedOn: undefined,
  publicityLastDay: undefined,
  step: 'none',
  status: 'none',
  since: '',
  claimNo: 0,
  dueFen: 0,
  drawnFen: 0,
  inTransitFen: 0,
  owedFen: 0,
  paidFen: 0,
  recoveredFen: 0,
  unfundedFen: 0,
  openRecoveryFen: 0,
  waiting: undefined,
  attention: undefined,
  flags: undefined,
  payeeKind: undefined,
  certified: undefined,
  lastStepAt: '',
  lastStepBy: '',
  lastStepRole: '',
  lines: [],
  detail: undefined,
};

/** The row after one more event: by its plain step where it takes it, else by the case's own evolve. */
export function foldCase(
  before: CaseRow,
  event: LedgerEvent,
  takeStep: (row: CaseRow, event: LedgerEvent) => boolean,
): CaseRow {
  const row: CaseRow = { ...before };
  if (takeStep(row, event)) sumLines(row);
  else {
    const state = evolveRow(row, event);
    sumLines(row);
    sumRecoveries(row, state);
    setWaiting(row, state, event.occurredAt);
  }
  const status = statusOf(row);
  if (status !== row.status) {
    row.status = status;
    row.since = event.occurredAt;
  }
  return row;
}
