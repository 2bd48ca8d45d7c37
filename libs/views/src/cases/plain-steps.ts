import { localDateOf, type LedgerEvent } from '@ledger/kernel';
import type { Attempt, CaseEventMap } from '@ledger/streams/case';
import { certificateWithoutNumber } from './certificate-without-number';
import type { CaseLine, CaseRow } from './case-row';

/** Changes the row, which is the step's own; false where it cannot tell and the case's own evolve has to. */
type PlainStep<T extends keyof CaseEventMap> = (row: CaseRow, event: LedgerEvent<T, CaseEventMap[T]>) => boolean;

/**
 * 常规环节: the steps that every case takes, for cases to which nothing else has happened. They say what the case's own evolve
 * says, in a fraction of its state: nineteen of twenty events come by here.
 */
const PLAIN_STEPS: { readonly [T in keyof CaseEventMap]?: PlainStep<T> } = {
  LearnerEnrolled(row, { data }) {
    if (data.lateEnrolment) return false;
    row.step = 'enrolled';
    row.unit = data.unit;
    row.classId = data.classId;
    row.person = data.person;
    row.institution = data.institution;
    row.projectId = data.projectId;
    row.programme = data.programme;
    row.startsOn = data.startsOn;
    return true;
  },
  CertificateRecorded(row, { data }) {
    row.certified = certificateWithoutNumber(data.certificate);
    return true;
  },
  ClaimSubmitted(row, { data }) {
    if (row.lines.length > 0 || data.claimNo > 1 || data.flags.length > 0) return false;
    row.step = 'submitted';
    row.claimNo = data.claimNo;
    row.dueFen = data.amountFen;
    row.payeeKind = data.account.kind;
    row.lines = [{ line: 1, amountFen: data.amountFen, place: data.drawFrom, cameFrom: undefined, attempts: [] }];
    return true;
  },
  ClaimAccepted(row, { occurredAt }) {
    row.step = 'accepted';
    row.acceptedOn = localDateOf(occurredAt);
    return true;
  },
  ClaimFirstReviewed(row, { data }) {
    if (data.verdict !== 'PASS') return false;
    row.step = 'first-reviewed';
    return true;
  },
  ClaimSecondReviewed(row, { data }) {
    if (data.verdict !== 'PASS') return false;
    row.step = 'second-reviewed';
    return true;
  },
  PublicityBegun(row, { data }) {
    row.step = 'publicity';
    row.publicityLastDay = data.lastDay;
    return true;
  },
  PublicityEnded(row) {
    row.step = 'publicity-ended';
    return true;
  },
  ClaimConfirmed(row) {
    row.step = 'confirmed';
    return true;
  },
  PayoutAssigned(row, { data: { batchId, line, attempt, amountFen, from } }) {
    return changeLine(row, line, (found) => ({
      ...found,
      attempts: [...found.attempts, { attempt, batchId, amountFen, from, status: 'assigned' }],
    }));
  },
  PayoutInstructed: (row, { data }) =>
    changeLine(row, data.line, (line) => ({
      ...attempted(line, data.attempt, 'instructed'),
      cameFrom: line.place,
      place: 'in-transit',
    })),
  PayoutSettled: (row, { data }) =>
    changeLine(row, data.line, (line) => ({ ...attempted(line, data.attempt, 'settled'), place: 'paid' })),
};

/** Takes the step if it is a plain one of a case to which nothing else has happened. */
export function takePlainStep(row: CaseRow, event: LedgerEvent): boolean {
  if (row.detail !== undefined) return false;
  // Each step is called with events of its own type only.
  const step = PLAIN_STEPS[event.type as keyof CaseEventMap] as PlainStep<never> | undefined;
  if (!step?.(row, event as never)) return false;
  if (event.type !== 'PayoutAssigned') acted(row, event);
  return true;
}

/** A bank's late answer does not turn the time of the last step back. */
function acted(row: CaseRow, { actor, occurredAt }: LedgerEvent): void {
  if (occurredAt > row.lastStepAt) row.lastStepAt = occurredAt;
  row.lastStepBy = actor.id;
  row.lastStepRole = actor.role;
}

function changeLine(row: CaseRow, no: number, change: (line: CaseLine) => CaseLine): boolean {
  row.lines = row.lines.map((line) => (line.line === no ? change(line) : line));
  return true;
}

const attempted = (line: CaseLine, no: number, status: Attempt['status']): CaseLine => ({
  ...line,
  attempts: line.attempts.map((attempt) => (attempt.attempt === no ? { ...attempt, status } : attempt)),
});
