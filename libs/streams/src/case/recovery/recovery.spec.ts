import { actor, uuid, type Given } from '@ledger/testing';
import { initialFund } from '../../fund';
import {
  AMOUNT,
  assigned,
  CASE,
  confirmer,
  document,
  instructed,
  LEARNER,
  reason,
  settled,
  toPay,
  UNIT,
} from '../case-examples-spec';
import { caseEvent } from '../case.events';
import type { CaseState } from '../case.state';
import { closeRecovery } from './close-recovery.decide';
import { openRecovery } from './open-recovery.decide';
import { recordRecovery } from './record-recovery.decide';
import { reverseRecoveryEntry } from './reverse-recovery-entry.decide';

const ENTRY = uuid(70);
const FUND = `fund-SPECIAL_ACCOUNT-${UNIT}`;
const checker = actor('PAY_CHECKER', UNIT, 'checker-1');
const opened = caseEvent('RecoveryOpened', {
  recoveryId: 'R1',
  amountFen: AMOUNT,
  fromPayee: LEARNER,
  cause: 'REVOKED',
});
const asking = toPay.and(assigned, instructed, settled, opened);
const record = (on: Given<CaseState>, amountFen: number, commandId = ENTRY) =>
  on.when(recordRecovery, { caseId: CASE, recoveryId: 'R1', amountFen, document }, { actor: checker, commandId });
const reverse = (on: Given<CaseState>, availableFen: number, more: object = {}) =>
  on
    .facts({ fund: { ...initialFund(), availableFen, posted: { [`recover/${ENTRY}`]: 60_000 } } })
    .when(
      reverseRecoveryEntry,
      { caseId: CASE, recoveryId: 'R1', entryId: ENTRY, reason, document, ...more },
      { actor: checker, commandId: uuid(71) },
    );
const part = record(asking, 60_000);

describe('recording recovered money', () => {
  it('credits the line that paid, under the id of its command', () => {
    part.then(caseEvent('RecoveryRecorded', { recoveryId: 'R1', entryId: ENTRY, amountFen: 60_000 })).thenAfter({
      stream: FUND,
      effect: 'recover',
      data: { caseId: CASE, recoveryId: 'R1', entryId: ENTRY, amountFen: 60_000 },
    });
    expect(part.next.state.recoveries.R1).toMatchObject({ recoveredFen: 60_000, status: 'open' });
  });

  it('never more than is asked back (D.4-batch)', () => {
    record(asking, AMOUNT + 1).thenRefused('D.4-batch', /1,600\.01.*1,600\.00/s);
    record(part.next, AMOUNT - 60_000 + 1, uuid(72)).thenRefused('D.4-batch', /1,000\.00/);
    record(part.next, AMOUNT - 60_000, uuid(72)).accepted();
  });

  it('is refused for a recovery that the case has not, and without a receipt', () => {
    record(toPay, 1).thenRefused('B.5-order', /no recovery R1/);
    asking
      .when(recordRecovery, { caseId: CASE, recoveryId: 'R1', amountFen: 1 }, { actor: checker })
      .thenInvalid('document');
    asking
      .when(recordRecovery, { caseId: CASE, recoveryId: 'constructor', amountFen: 1, document }, { actor: checker })
      .thenInvalid('recoveryId');
  });
});

describe('reversing an entry made in error', () => {
  it('takes it off the line again and asks it back again; the entry stays in the history', () => {
    const outcome = reverse(part.next, 60_000);
    outcome
      .then({
        ...caseEvent('RecoveryEntryReversed', { recoveryId: 'R1', entryId: ENTRY, amountFen: 60_000 }),
        corrects: { stream: `case-${CASE}`, version: part.events[0]!.version },
      })
      .thenBefore({
        stream: FUND,
        effect: 'reverse-recovery',
        data: { caseId: CASE, recoveryId: 'R1', entryId: ENTRY, amountFen: 60_000 },
      });
    expect(outcome.next.state.recoveries.R1).toMatchObject({ recoveredFen: 0, entries: {}, status: 'open' });
  });

  it('is refused while that money is encumbered again (A-071-line)', () => {
    reverse(part.next, 59_999).thenRefused('A-071-line');
  });

  it('is refused for an entry that does not stand, or stood once', () => {
    reverse(part.next, 60_000, { entryId: uuid(73) }).thenRefused('B.5-order', /no entry/);
    reverse(reverse(part.next, 60_000).next, 60_000).thenRefused('B.5-order', /reversed already/);
  });

  it('opens a closed recovery again', () => {
    const all = record(part.next, AMOUNT - 60_000, uuid(72)).next;
    const closed = all.when(closeRecovery, { caseId: CASE, recoveryId: 'R1' }, { actor: confirmer });
    closed.then(caseEvent('RecoveryClosed', { recoveryId: 'R1', how: 'recovered', openFen: 0 }));
    expect(reverse(closed.next, 60_000).next.state.recoveries.R1?.status).toBe('open');
  });
});

describe('closing a recovery', () => {
  it('one person closes what has all come back; the rest takes two and a document (B.5-four-eyes)', () => {
    part.next
      .when(closeRecovery, { caseId: CASE, recoveryId: 'R1' }, { actor: confirmer })
      .thenRefused('B.5-four-eyes', /1,000\.00.*write-off/s);
  });

  it('is done once', () => {
    const all = record(asking, AMOUNT).next.when(
      closeRecovery,
      { caseId: CASE, recoveryId: 'R1' },
      { actor: confirmer },
    ).next;
    all
      .when(closeRecovery, { caseId: CASE, recoveryId: 'R1' }, { actor: confirmer })
      .thenRefused('B.5-order', /is closed/);
    record(all, 1, uuid(72)).thenRefused('B.5-order');
  });
});

describe('opening a recovery by hand', () => {
  const open = (on: Given<CaseState>, amountFen: number) =>
    on.when(openRecovery, { caseId: CASE, amountFen, reason, document }, { actor: confirmer });
  const writtenOff = part.next.and(
    caseEvent('RecoveryClosed', { recoveryId: 'R1', how: 'written-off', openFen: 100_000 }),
  );

  it('asks back what was written off, under the next number', () => {
    const outcome = open(writtenOff, 100_000);
    outcome.then(
      caseEvent('RecoveryOpened', { recoveryId: 'R2', amountFen: 100_000, fromPayee: LEARNER, cause: 'REOPENED' }),
    );
    expect(outcome.next.state.forgivenFen).toBe(0);
  });

  it('asks for no more than that: what is due is changed by two people first (D.4-batch)', () => {
    open(writtenOff, 100_001).thenRefused('D.4-batch', /1,000\.00/);
    open(asking, 1).thenRefused('D.4-batch', /two people/);
  });
});
