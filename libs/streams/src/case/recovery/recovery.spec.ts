import { actor, given, uuid, type Given } from '@ledger/testing';
import { fundStream, initialFund } from '../../fund';
import {
  AMOUNT,
  assigned,
  CASE,
  classState,
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
import { proposeRecovery } from '../correction/propose-recovery.decide';
import { proposeRecoveryReversal } from '../correction/propose-recovery-reversal.decide';
import { closeRecovery } from './close-recovery.decide';
import { recordRecovery } from './record-recovery.decide';

/** No event: it is so already. */
const NOTHING: readonly [] = [];
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

describe('asking back what was written off', () => {
  const proposalId = uuid(74);
  const askAgain = (on: Given<CaseState>, amountFen: number, version = on.state.forgivenVersion ?? 1) =>
    on.when(
      proposeRecovery,
      { caseId: CASE, proposalId, version, amountFen, reason, document },
      { actor: actor('CLERK', UNIT, 'clerk-1') },
    );
  const decide = (on: Given<CaseState>, by = actor('CONFIRMER', UNIT, 'confirmer-2')) =>
    on
      .facts({ class: classState(), fund: initialFund() })
      .when(approveCorrection, { caseId: CASE, proposalId }, { actor: by });
  const writtenOff = part.next.and(
    caseEvent('RecoveryClosed', { recoveryId: 'R1', how: 'written-off', openFen: 100_000 }),
  );

  it('takes two people; the case is told first, then the fund line (B.5-four-eyes)', () => {
    const proposed = askAgain(writtenOff, 100_000);
    expect(proposed.next.state.forgivenFen).toBe(100_000);
    decide(proposed.next, actor('CONFIRMER', UNIT, 'clerk-1')).thenRefused('B.5-four-eyes', /clerk-1/);
    const outcome = decide(proposed.next);
    const opening = { recoveryId: 'R2', amountFen: 100_000, fromPayee: LEARNER, cause: 'REOPENED', proposalId };
    outcome
      .then({
        ...caseEvent('RecoveryOpened', opening),
        corrects: { stream: `case-${CASE}`, version: writtenOff.state.forgivenVersion },
      })
      .thenBefore()
      .thenAfter({ stream: FUND, effect: 'ask-back', data: { caseId: CASE, recoveryId: 'R2', amountFen: 100_000 } });
    expect(outcome.next.state).toMatchObject({ forgivenFen: 0, proposals: {} });
    decide(outcome.next).thenRefused('B.5-order', /approved.*confirmer-2/s);
  });

  it('asks for no more than that: what is due is changed by two people first (D.4-batch)', () => {
    askAgain(writtenOff, 100_001).thenRefused('D.4-batch', /1,000\.00/);
  });

  it('names the writing-off that it corrects (B.5-order)', () => {
    askAgain(asking, 1).thenRefused('B.5-order', /holds nothing/);
    askAgain(writtenOff, 1, 1).thenRefused('B.5-order', /the one in force/);
  });

  it('is decided anew: what was asked back meanwhile is not asked back twice (D.4-batch)', () => {
    const proposed = askAgain(writtenOff, 100_000).next;
    const other = caseEvent('RecoveryOpened', {
      recoveryId: 'R2',
      amountFen: 1,
      fromPayee: LEARNER,
      cause: 'REOPENED',
      proposalId: uuid(75),
    });
    decide(proposed.and(other)).thenRefused('D.4-batch', /999\.99/);
  });
});

describe('more is due after what was written off was asked back again', () => {
  it('asks for so much less, and takes the rest from nothing twice', () => {
    const writtenOff = part.next.and(
      caseEvent('RecoveryClosed', { recoveryId: 'R1', how: 'written-off', openFen: 100_000 }),
    );
    const askedAgain = writtenOff.and(
      caseEvent('RecoveryOpened', {
        recoveryId: 'R2',
        amountFen: 100_000,
        fromPayee: LEARNER,
        cause: 'REOPENED',
        proposalId: uuid(74),
      }),
    );
    expect(askedAgain.state.forgivenFen).toBe(0);
    const less = askedAgain.and(
      caseEvent('RecoveryClosed', { recoveryId: 'R2', how: 'cancelled', openFen: 100_000 }),
      caseEvent('RecoveryOpened', { recoveryId: 'R3', amountFen: 60_000, fromPayee: LEARNER, cause: 'REOPENED' }),
    );
    expect(less.state).toMatchObject({ forgivenFen: 0, recoveries: { R3: { amountFen: 60_000, status: 'open' } } });
  });
});

describe('what is asked back, on the fund line (待追回)', () => {
  const line = given(fundStream);
  const claim = { caseId: CASE, recoveryId: 'R1', amountFen: 100_000 };
  const by = { commandId: uuid(75) };

  it('grows with a recovery, shrinks with what comes back or is dropped, and is no money of the line', () => {
    const asked = line.whenEffect('ask-back', claim, by).next;
    expect(asked.state).toMatchObject({ askedBackFen: 100_000, availableFen: 0, recoveredFen: 0 });
    const entry = { caseId: CASE, recoveryId: 'R1', entryId: ENTRY, amountFen: 60_000 };
    const repaid = asked.whenEffect('recover', entry).next;
    expect(repaid.state).toMatchObject({ askedBackFen: 40_000, availableFen: 60_000, recoveredFen: 60_000 });
    const dropped = repaid.whenEffect('ask-no-more', { ...claim, amountFen: 40_000 }, by).next;
    expect(dropped.state.askedBackFen).toBe(0);
    const reversed = dropped.whenEffect('reverse-recovery', entry).next;
    expect(reversed.state).toMatchObject({ askedBackFen: 60_000, availableFen: 0, recoveredFen: 0 });
  });

  it('is written once for each command', () => {
    const asked = line.whenEffect('ask-back', claim, by).next;
    asked.whenEffect('ask-back', claim, by).then(...NOTHING);
    const dropped = asked.whenEffect('ask-no-more', claim, by).next;
    dropped.whenEffect('ask-no-more', claim, by).then(...NOTHING);
  });
});
