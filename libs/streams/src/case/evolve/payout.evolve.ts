import type { RecordedOf } from '@ledger/kernel';
import type { CaseEventMap } from '../case.events';
import type { Attempt, CaseState, LinePlace, Recovery } from '../case.state';
import { NOTHING } from '../initial-case';
import { applyMoney, attemptOf, endAssignments, lineOf } from '../payout-lines';
import { REOPENED } from '../recovery/recovery-cause';
import { acted } from './acted';
import { evolveCorrection } from './correction.evolve';
import { decided } from './decided';
import { instructing, instructionTakenBack } from './instruction';

type Steps =
  | 'LearnerEnrolled'
  | 'CertificateRecorded'
  | 'ClaimSubmitted'
  | 'ClaimAccepted'
  | 'ClaimFirstReviewed'
  | 'ClaimSecondReviewed'
  | 'PublicityBegun'
  | 'PublicityEnded'
  | 'ClaimConfirmed';
type Left = RecordedOf<Omit<CaseEventMap, Steps>>;

/** 拨付与追回: what became of the attempts to pay, and of what must come back. */
export function evolvePayout(state: CaseState, e: Left): CaseState {
  switch (e.type) {
    case 'PayoutAssigned': {
      const { attempt, batchId, amountFen, from, commandId } = e.data;
      lineOf(state, e.data.line)?.attempts.push({
        attempt,
        batchId,
        amountFen,
        from,
        status: 'assigned',
        commandId,
        instructedBy: undefined,
        instructedVersion: undefined,
        instructedAfter: undefined,
        reason: undefined,
        answeredVersion: undefined,
      });
      return state;
    }
    case 'PayoutUnassigned':
      return attempted(state, e.data, 'unassigned');
    case 'PayoutInstructed': {
      const line = lineOf(state, e.data.line);
      if (line) line.cameFrom = line.place;
      instructing(state, e);
      return acted(attempted(state, e.data, 'instructed', 'in-transit'), e);
    }
    case 'PayoutInstructionTakenBack':
      instructionTakenBack(state, e.data);
      return attempted(state, e.data, 'assigned', lineOf(state, e.data.line)?.cameFrom);
    case 'PayoutSettled':
      state.paidYear = e.data.year;
      answered(state, e);
      return acted(attempted(state, e.data, 'settled', 'paid'), e);
    case 'PayoutRejected':
      cameBack(answered(state, e));
      return acted(attempted(state, e.data, 'rejected', 'owed'), e);
    case 'PayoutReturned':
      cameBack(answered(state, e));
      return acted(attempted(state, e.data, 'returned', 'owed'), e);
    case 'PayoutAnswerCorrected':
      return answerCorrected(state, e);
    case 'SupplementFunded': {
      const line = lineOf(state, e.data.line);
      if (line) Object.assign(line, { place: e.data.drawFrom, drawnBy: e.data.commandId });
      return acted(state, e);
    }
    case 'DueSettled':
      state.pendingDueFen = undefined;
      applyMoney(state, e.data.effect, e);
      return acted(state, e);
    case 'RecoveryOpened':
    case 'RecoveryRecorded':
    case 'RecoveryEntryReversed':
    case 'RecoveryClosed':
      return recovering(state, e);
    default:
      return evolveCorrection(state, e);
  }
}

function attempted(
  state: CaseState,
  { line, attempt }: { line: number; attempt: number },
  status: Attempt['status'],
  place?: LinePlace,
): CaseState {
  const found = attemptOf(state, line, attempt);
  if (found) found.status = status;
  const on = lineOf(state, line);
  if (on && place !== undefined) on.place = place;
  return state;
}

type Answer = RecordedOf<
  Pick<CaseEventMap, 'PayoutSettled' | 'PayoutRejected' | 'PayoutReturned' | 'PayoutAnswerCorrected'>
>;

function answered(state: CaseState, e: Answer): CaseState {
  const found = attemptOf(state, e.data.line, e.data.attempt);
  if (found) {
    found.reason = 'reason' in e.data ? e.data.reason : undefined;
    found.answeredVersion = e.version;
  }
  return state;
}

const ANSWERED = { PAID: 'settled', REJECTED: 'rejected', RETURNED: 'returned' } as const;

/** What was paid after all is not sent again: a batch that holds the line and has not gone leaves it out. */
function answerCorrected(state: CaseState, e: RecordedOf<Pick<CaseEventMap, 'PayoutAnswerCorrected'>>): CaseState {
  const { from, result, year } = e.data;
  endAssignments(state);
  answered(state, e);
  if (year !== undefined) state.paidYear = year;
  if (from === 'PAID') cameBack(state);
  state.correctedVersion = e.version;
  attempted(state, e.data, ANSWERED[result], result === 'PAID' ? 'paid' : 'owed');
  return acted(decided(state, e.data.proposalId, e), e);
}

/** What came back is set against what is asked back: both at once would pay with one hand and recover with the other. */
function cameBack(state: CaseState): void {
  if (Object.values(state.recoveries).some(({ status }) => status === 'open')) state.pendingDueFen ??= state.dueFen;
}

type Recovering = RecordedOf<
  Pick<CaseEventMap, 'RecoveryOpened' | 'RecoveryRecorded' | 'RecoveryEntryReversed' | 'RecoveryClosed'>
>;

function recovering(state: CaseState, e: Recovering): CaseState {
  const { recoveryId } = e.data;
  const former = state.recoveries[recoveryId];
  const recovery = e.type === 'RecoveryOpened' ? opened(e) : former && changed(former, e);
  if (recovery) state.recoveries = { ...state.recoveries, [recoveryId]: recovery };
  if (e.type === 'RecoveryOpened') {
    const { cause, amountFen, proposalId } = e.data;
    // What is left of one that was reopened goes on under its cause, but nobody decided it: it was taken from the forgiven once.
    if (cause === REOPENED && proposalId !== undefined) state.forgivenFen -= amountFen;
    if (proposalId !== undefined) decided(state, proposalId, e);
  }
  if (e.type === 'RecoveryEntryReversed') decided(state, e.data.proposalId, e);
  if (e.type === 'RecoveryClosed') {
    if (e.data.how === 'written-off') {
      state.forgivenFen += e.data.openFen;
      state.forgivenVersion = e.version;
    }
    // A write-off is a correction that two people decided: its proposal is done with.
    for (const [proposalId, { change }] of Object.entries(state.proposals)) {
      if (change.kind !== 'WRITE_OFF' || change.recoveryId !== recoveryId) continue;
      decided(state, proposalId, e, e.data.how === 'written-off' ? 'approved' : 'withdrawn');
    }
  }
  return acted(state, e);
}

const opened = ({ data, version }: RecordedOf<Pick<CaseEventMap, 'RecoveryOpened'>>): Recovery => ({
  recoveryId: data.recoveryId,
  amountFen: data.amountFen,
  recoveredFen: 0,
  releasedFen: 0,
  cause: data.cause,
  entries: NOTHING,
  entryVersions: NOTHING,
  status: 'open',
  version,
});

function changed(recovery: Recovery, e: Exclude<Recovering, { type: 'RecoveryOpened' }>): Recovery {
  switch (e.type) {
    case 'RecoveryRecorded': {
      const { entryId, amountFen } = e.data;
      return {
        ...recovery,
        recoveredFen: recovery.recoveredFen + amountFen,
        entries: { ...recovery.entries, [entryId]: amountFen },
        entryVersions: { ...recovery.entryVersions, [entryId]: e.version },
      };
    }
    case 'RecoveryEntryReversed': {
      const { [e.data.entryId]: reversed = 0, ...entries } = recovery.entries;
      // What was recovered in error is asked back again.
      return { ...recovery, recoveredFen: recovery.recoveredFen - reversed, entries, status: 'open' };
    }
    case 'RecoveryClosed':
      return { ...recovery, releasedFen: recovery.releasedFen + e.data.openFen, status: 'closed' };
  }
}
