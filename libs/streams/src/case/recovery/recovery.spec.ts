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
import { approveCorrection } from '../correction/approve-correction.decide';
import { proposeRecoveryReversal } from '../correction/propose-recovery-reversal.decide';
import { closeRecovery } from './close-recovery.decide';
import { openRecovery } from './open-recovery.decide';
import { recordRecovery } from './record-recovery.decide';

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
const PROPOSAL = uuid(74);
const proposal = (on: Given<CaseState>, more: object = {}) => ({
  caseId: CASE,
  proposalId: PROPOSAL,
  version: on.state.recoveries.R1?.entryVersions[ENTRY] ?? 1,
  recoveryId: 'R1',
  entryId: ENTRY,
  reason,
  document,
  ...more,
});
const propose = (on: Given<CaseState>, more: object = {}) =>
  on.when(proposeRecoveryReversal, proposal(on, more), { actor: checker });
const approve = (on: Given<CaseState>, availableFen: number, by = confirmer) =>
  on
    .facts({ fund: { ...initialFund(), availableFen, posted: { [`recover/${ENTRY}`]: 60_000 } } })
    .when(approveCorrection, { caseId: CASE, proposalId: PROPOSAL }, { actor: by, commandId: uuid(71) });
const reverse = (on: Given<CaseState>, availableFen: number) => approve(propose(on).next, availableFen);
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
  const entryAt = { stream: `case-${CASE}`, version: part.events[0]!.version };

  it('is proposed by one person, names the entry, and moves nothing yet', () => {
    const change = { kind: 'RECOVERY_REVERSAL', recoveryId: 'R1', entryId: ENTRY } as const;
    const { next } = propose(part.next)
      .then({ ...caseEvent('CorrectionProposed', { proposalId: PROPOSAL, change }), corrects: entryAt })
      .thenBefore();
    expect(next.state.recoveries.R1).toMatchObject({ recoveredFen: 60_000 });
  });

  it('approved by another, takes it off the line again and asks it back again; the entry stays in the history', () => {
    const outcome = reverse(part.next, 60_000);
    const data = { recoveryId: 'R1', entryId: ENTRY, amountFen: 60_000 };
    outcome
      .then({ ...caseEvent('RecoveryEntryReversed', { proposalId: PROPOSAL, ...data }), corrects: entryAt })
      .thenBefore({
        stream: FUND,
        effect: 'reverse-recovery',
        data: { caseId: CASE, ...data },
        giveBack: { effect: 'restore-recovery', data: { caseId: CASE, ...data } },
      });
    expect(outcome.next.state.recoveries.R1).toMatchObject({ recoveredFen: 0, entries: {}, status: 'open' });
    expect(outcome.next.state.proposals).toEqual({});
  });

  it('is refused to who proposed it, whatever the role (B.5-four-eyes)', () => {
    const same = actor('CONFIRMER', UNIT, checker.id);
    approve(propose(part.next).next, 60_000, same).thenRefused('B.5-four-eyes', /checker-1/);
  });

  it('is refused while that money is encumbered again (A-071-line)', () => {
    reverse(part.next, 59_999).thenRefused('A-071-line');
  });

  it('is refused for an entry that does not stand, that stood once, or of another version', () => {
    propose(part.next, { entryId: uuid(73) }).thenRefused('B.5-order');
    propose(reverse(part.next, 60_000).next, { proposalId: uuid(75) }).thenRefused('B.5-order');
    propose(part.next, { version: 1 }).thenRefused('B.5-order', /in force/);
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
