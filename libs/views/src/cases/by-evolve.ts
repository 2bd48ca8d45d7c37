import { localDateOf, type LedgerEvent, type SealedValue } from '@ledger/kernel';
import { caseStream, type CaseState, type PayoutLine } from '@ledger/streams/case';
import { certificateWithoutNumber } from './certificate-without-number';
import type { CaseLine, CaseRow } from './case-row';

/** Fields that the row holds under the same name; once set they stay. */
const SHARED = [
  'step',
  'unit',
  'classId',
  'person',
  'institution',
  'projectId',
  'programme',
  'startsOn',
  'claimNo',
  'dueFen',
  'lastStepAt',
  'lastStepBy',
  'lastStepRole',
] as const;

/** What no list shows and no later event of the case is folded with: sealed values, and what others' streams keep. */
const LEFT_OUT: readonly (keyof CaseState)[] = [
  'caseId',
  'lines',
  'slot',
  'slotBefore',
  'account',
  'certificate',
  'categories',
  'primaryCategory',
  'age',
  'feeFen',
  'notices',
  'basis',
  'rateId',
  'paidYear',
];
const NOT_DETAIL: ReadonlySet<string> = new Set([...SHARED, 'publicityLastDay', ...LEFT_OUT]);
/** Every state has all fields, in one order. */
const DETAIL = (Object.keys(caseStream.initial()) as (keyof CaseState)[]).filter((field) => !NOT_DETAIL.has(field));

/** Folds the event into the row by the case's own evolve, on a state of its own, for evolve changes it in place. */
export function evolveRow(row: CaseRow, event: LedgerEvent): CaseState {
  const before: CaseState = Object.assign(caseStream.initial(), row.detail, { lines: row.lines.map(owned) });
  before.publicityLastDay = row.publicityLastDay;
  for (const field of SHARED) set(before, field, row[field] === '' ? undefined : row[field]);
  const state = caseStream.evolve(before, event);
  for (const field of SHARED) set(row, field, state[field] ?? row[field]);
  row.publicityLastDay = state.publicityLastDay;
  row.lines = state.lines.map(shown);
  if (state.account) row.payeeKind = state.account.kind;
  if (event.type === 'CertificateRecordUndone') row.certified = undefined;
  if (state.certificate) row.certified = certificateWithoutNumber(state.certificate);
  if (event.type === 'ClaimAccepted') row.acceptedOn = localDateOf(event.occurredAt);
  row.detail = detailOf(state);
  return state;
}

const owned = (line: CaseLine): PayoutLine => ({ ...line, attempts: line.attempts.map((attempt) => ({ ...attempt })) });

const shown = ({ line, amountFen, place, cameFrom, attempts }: PayoutLine): CaseLine => ({
  line,
  amountFen,
  place,
  cameFrom,
  attempts: attempts.map(({ attempt, batchId, amountFen: fen, from, status, reason }) => ({
    attempt,
    batchId,
    amountFen: fen,
    from,
    status,
    reason,
  })),
});

/** The two agree on the type of every shared field, which a loop over their names cannot tell. */
function set(on: object, field: (typeof SHARED)[number], value: unknown): void {
  (on as Record<string, unknown>)[field] = value;
}

function detailOf(state: CaseState): Partial<CaseState> {
  const detail: Record<string, unknown> = {};
  for (const field of DETAIL) {
    const value = state[field];
    if (!isNothing(value)) detail[field] = field === 'proposals' ? withoutValues(state.proposals) : value;
  }
  return detail;
}

/** What a state begins with. */
const isNothing = (value: unknown): boolean => !value || (typeof value === 'object' && isEmpty(value));

function isEmpty(value: object): boolean {
  for (const _ in value) return false;
  return true;
}

const NOT_KEPT: SealedValue = { person: '', generation: 0, cipher: '' };

function withoutValues(proposals: CaseState['proposals']): CaseState['proposals'] {
  const kept: Record<string, CaseState['proposals'][string]> = {};
  for (const [id, proposal] of Object.entries(proposals)) {
    const { change } = proposal;
    if (change.kind === 'CERTIFICATE') {
      const { document: _document, ...certificate } = change.certificate;
      kept[id] = { ...proposal, change: { ...change, certificate: { ...certificate, number: NOT_KEPT } } };
    } else if (change.kind === 'ACCOUNT') {
      const { kind, payee, bankCnaps } = change.account;
      kept[id] = { ...proposal, change: { kind: 'ACCOUNT', account: { kind, payee, bankCnaps } } };
    } else kept[id] = proposal;
  }
  return kept;
}
