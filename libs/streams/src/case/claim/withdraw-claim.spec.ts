import { given, uuid } from '@ledger/testing';
import { caseEvent } from '../case.events';
import { caseStream } from '../case.stream';
import {
  AMOUNT,
  assigned,
  bounced,
  CASE,
  claimFacts,
  CLASS,
  classState,
  instructed,
  LEARNER,
  reason,
  school,
  settled,
  submittedWith,
  toAccept,
  toClaim,
  toConfirm,
  toPay,
  UNIT,
} from '../case-examples-spec';
import { withdrawClaim } from './withdraw-claim.decide';

const command = { caseId: CASE, reason };
const asked = { actor: school, commandId: uuid(51) };
const FUND = `fund-SPECIAL_ACCOUNT-${UNIT}`;
const slotBack = { stream: `person-${LEARNER}`, effect: 'release-slot', data: { caseId: CASE, why: 'withdrawn' } };
const drawBack = {
  stream: `class-${CLASS}`,
  effect: 'give-draw-back',
  data: { caseId: CASE, line: 1, amountFen: AMOUNT, why: 'withdrawn' },
};

describe('withdrawing a claim', () => {
  it('gives the draw back to the class, then the slot to the learner', () => {
    const outcome = toAccept
      .when(withdrawClaim, command, asked)
      .then({
        type: 'ClaimWithdrawn',
        data: { effect: { giveBackFen: AMOUNT, giveBackTo: 'class' }, commandId: uuid(51) },
      })
      .thenAfter(drawBack, slotBack);
    expect(outcome.next.state).toMatchObject({
      step: 'withdrawn',
      dueFen: 0,
      slot: undefined,
      stepBefore: 'submitted',
    });
    expect(outcome.next.state.lines).toMatchObject([{ amountFen: 0, place: 'gone' }]);
    expect(outcome.evidence.facts).toEqual([
      { stream: `class-${CLASS}`, version: 1, name: 'status', value: 'finished' },
    ]);
  });

  it('gives it to the fund line where the class is closed', () => {
    toConfirm
      .facts({ class: classState({ status: 'closed' }) })
      .when(withdrawClaim, command, asked)
      .thenAfter(
        {
          stream: FUND,
          effect: 'release',
          data: { classId: CLASS, amountFen: AMOUNT, caseId: CASE, why: 'withdrawn' },
        },
        slotBack,
      );
  });

  it('gives a late claim’s money back to the fund line that holds it', () => {
    toClaim
      .and(submittedWith({ drawFrom: 'fund' }))
      .when(withdrawClaim, command, asked)
      .then({
        type: 'ClaimWithdrawn',
        data: { effect: { giveBackFen: AMOUNT, giveBackTo: 'fund' }, commandId: uuid(51) },
      })
      .thenAfter({ stream: FUND, effect: 'release' }, slotBack);
  });

  it('is open until the bank was told to pay, and ends the assignment to a batch', () => {
    const outcome = toPay.and(assigned).when(withdrawClaim, command, asked).thenAfter(drawBack, slotBack);
    expect(outcome.next.state.lines).toMatchObject([{ attempts: [{ status: 'unassigned' }] }]);
  });

  it('is refused once the money is with the bank or paid: that is revoked, by two people (D.4-batch)', () => {
    toPay
      .and(assigned, instructed)
      .when(withdrawClaim, command, asked)
      .thenRefused('D.4-batch', /wait for the bank/);
    toPay
      .and(assigned, instructed, settled)
      .when(withdrawClaim, command, asked)
      .thenRefused('D.4-batch', /already paid/);
  });

  it('releases on the fund line what the bank has sent back', () => {
    toPay
      .and(assigned, instructed, bounced)
      .when(withdrawClaim, command, asked)
      .then({ type: 'ClaimWithdrawn', data: { effect: { owedReleasedFen: AMOUNT }, commandId: uuid(51) } })
      .thenAfter(
        { stream: FUND, effect: 'release-owed', data: { caseId: CASE, amountFen: AMOUNT, why: 'withdrawn' } },
        slotBack,
      );
  });

  it('asks nothing back any more of a payment that the bank has sent back whole', () => {
    const asksBack = caseEvent('RecoveryOpened', {
      recoveryId: 'R1',
      amountFen: 20_000,
      fromPayee: LEARNER,
      cause: 'AMOUNT_CORRECTED',
    });
    const outcome = toPay
      .and(assigned, instructed, bounced, asksBack)
      .when(withdrawClaim, command, asked)
      .then(
        {
          type: 'ClaimWithdrawn',
          data: { effect: { owedReleasedFen: AMOUNT, recoveryDroppedFen: 20_000 }, commandId: uuid(51) },
        },
        { type: 'RecoveryClosed', data: { recoveryId: 'R1', how: 'cancelled', openFen: 20_000 } },
      )
      .thenAfter(
        { stream: FUND, effect: 'release-owed', data: { caseId: CASE, amountFen: AMOUNT, why: 'withdrawn' } },
        { stream: FUND, effect: 'ask-no-more', data: { caseId: CASE, recoveryId: 'R1', amountFen: 20_000 } },
        slotBack,
      );
    expect(outcome.next.state.recoveries).toMatchObject({ R1: { releasedFen: 20_000, status: 'closed' } });
  });

  it('is refused once the payee gave money back: a revocation settles that too (D.4-batch)', () => {
    const asksBack = caseEvent('RecoveryOpened', {
      recoveryId: 'R1',
      amountFen: 20_000,
      fromPayee: LEARNER,
      cause: 'AMOUNT_CORRECTED',
    });
    const repaid = caseEvent('RecoveryRecorded', { recoveryId: 'R1', entryId: uuid(80), amountFen: 5_000 });
    const later = { ...asked, at: '2020-07-20T02:00:00.000Z' };
    const returned = toPay.and(assigned, instructed, settled, asksBack, repaid, bounced);
    returned.when(withdrawClaim, command, later).thenRefused('D.4-batch', /50\.00 yuan was already recovered/);
    const closed = caseEvent('RecoveryClosed', { recoveryId: 'R1', how: 'written-off', openFen: 20_000 });
    toPay
      .and(assigned, instructed, settled, asksBack, closed, bounced)
      .when(withdrawClaim, command, later)
      .thenRefused('D.4-batch', /200\.00 yuan .* written off/);
  });

  it('gives back every waiting line, the class’s draws one by one and the fund’s in one sum', () => {
    const more = (line: number, drawFrom: 'class' | 'fund') =>
      caseEvent('AmountCorrected', {
        proposalId: uuid(70),
        fromFen: 0,
        toFen: 0,
        effect: { drawFen: 10_000, drawFrom, line },
        commandId: uuid(71),
      });
    toPay
      .and(more(2, 'class'), more(3, 'fund'), more(4, 'fund'))
      .when(withdrawClaim, command, asked)
      .thenAfter(
        drawBack,
        { effect: 'give-draw-back', data: { caseId: CASE, line: 2, amountFen: 10_000, why: 'withdrawn' } },
        {
          stream: FUND,
          effect: 'release',
          data: { classId: CLASS, amountFen: 20_000, caseId: CASE, why: 'withdrawn' },
        },
        slotBack,
      );
  });

  it('is refused without a claim, and twice (B.5-order)', () => {
    toClaim.when(withdrawClaim, command, asked).thenRefused('B.5-order', /enrolled/);
    toAccept
      .when(withdrawClaim, command, asked)
      .next.when(withdrawClaim, command, asked)
      .thenRefused('B.5-order', /withdrawn/);
    given(caseStream).facts(claimFacts).when(withdrawClaim, command, asked).thenRefused('B.5-order');
  });
});
