import { actor, by, given, uuid, type Given } from '@ledger/testing';
import { initialFund } from '../../fund';
import {
  AMOUNT,
  assigned,
  bounced,
  CASE,
  CLASS,
  classState,
  clerk,
  confirmer,
  held,
  instructed,
  LEARNER,
  reason,
  settled,
  submission,
  toConfirm,
  toPay,
  UNIT,
} from '../case-examples-spec';
import { caseEvent, type MoneyEffect } from '../case.events';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { endToEndId } from './end-to-end-id';
import { fundSupplement } from './fund-supplement.decide';
import { settleDue } from './settle-due.decide';

/** No event: it is so already, or none of its business. */
const NOTHING: readonly [] = [];

const BATCH = uuid(4);
const COMMAND = uuid(60);
const E2E = endToEndId(CASE, 1, 1);
const line = { batchId: BATCH, line: 1, attempt: 1 };
const assigning = { ...line, amountFen: AMOUNT, from: 'encumbered' };
const instructing = { ...line, amountFen: AMOUNT, endToEndId: E2E };
const as = { commandId: COMMAND, actor: actor('PAY_MAKER', UNIT) };
const assign = (on: Given<CaseState>, more: object = {}) =>
  on.whenEffect('assign-payout', { ...assigning, ...more }, as);
const taken = toPay.and(assigned);
const sent = taken.and(instructed);
const second = { ...line, line: 2 };
const raise = { proposalId: uuid(5), fromFen: AMOUNT, toFen: AMOUNT + 40_000, commandId: uuid(8) };
const twoLines = toPay.and(
  caseEvent('AmountCorrected', { ...raise, effect: { drawFen: 40_000, drawFrom: 'class', line: 2 } }),
  caseEvent('PayoutAssigned', { ...assigning, from: 'encumbered', commandId: COMMAND }),
  caseEvent('PayoutAssigned', { ...second, amountFen: 40_000, from: 'encumbered', commandId: COMMAND }),
);
const instructedSecond = caseEvent('PayoutInstructed', {
  ...second,
  amountFen: 40_000,
  endToEndId: endToEndId(CASE, 2, 1),
});

describe('putting a line in a batch', () => {
  it('takes a confirmed grant, and a second time by the same command changes nothing', () => {
    const made = assign(toPay).then(
      caseEvent('PayoutAssigned', { ...assigning, from: 'encumbered', commandId: COMMAND }),
    );
    assign(made.next).then(...NOTHING);
  });

  it.each<[string, Given<CaseState>, RegExp]>([
    ['is not confirmed', toConfirm, /confirmed/],
    ['is held', toPay.and(held), /held by confirmer-1/],
    ['is in another batch', taken, /in batch/],
    ['is with the bank', sent, /with the bank/],
    ['was paid', sent.and(settled), /was paid/],
    [
      'has an open flag',
      toPay.and(caseEvent('FlagReopened', { flag: 'GRANT_OVER_QUOTA' })),
      /over the quota after a correction/,
    ],
    [
      'has an undecided correction of money',
      toPay.and(caseEvent('CorrectionProposed', { proposalId: uuid(5), change: { kind: 'AMOUNT', amountFen: 1 } })),
      /amount\) is undecided/,
    ],
    [
      'has an undecided correction of the account',
      toPay.and(
        caseEvent('CorrectionProposed', {
          proposalId: uuid(5),
          change: { kind: 'ACCOUNT', account: submission.account },
        }),
      ),
      /account\) is undecided/,
    ],
    [
      'has an open objection',
      toPay.and(caseEvent('ObjectionLodged', { objectionId: uuid(6), summary: reason })),
      /objection/,
    ],
  ])('is refused while it %s (D.4-batch)', (_why, on, text) => {
    on.whenEffect('assign-payout', assigning, { ...as, commandId: uuid(61) }).thenRefused('D.4-batch', text);
  });

  it('is refused for a grant in which fraud was found (A-076)', () => {
    assign(
      toPay.and(
        caseEvent('FlagClosed', { flag: 'DUPLICATE_AFTER_CORRECTION', outcome: 'SUSPECTED_FRAUD', opinion: reason }),
      ),
    ).thenRefused('A-076');
  });

  it('takes of a revoked grant what the payee had given back before the bank returned the payment, and no more', () => {
    const revoked = (more: Partial<MoneyEffect>) =>
      caseEvent('GrantRevoked', { proposalId: uuid(5), outcome: 'OPERATING_ERROR', effect: more, commandId: uuid(8) });
    const asksBack = caseEvent('RecoveryOpened', {
      recoveryId: 'R1',
      amountFen: 60_000,
      fromPayee: LEARNER,
      cause: 'AMOUNT_CORRECTED',
    });
    const repaid = caseEvent('RecoveryRecorded', { recoveryId: 'R1', entryId: uuid(80), amountFen: 60_000 });
    const returned = sent.and(settled, asksBack, repaid, bounced);
    const listed = { attempt: 2, amountFen: 60_000, from: 'owed' } as const;
    const refund = { ...listed, reissueReason: '退还多追回的款项' };
    const owed = returned.and(revoked({ owedReleasedFen: AMOUNT - 60_000 }));
    const later = { ...as, at: '2020-07-20T02:00:00.000Z' };
    const refunded = (on: Given<CaseState>, more: object = {}) =>
      on.whenEffect('assign-payout', { ...assigning, ...refund, ...more }, later);
    const made = refunded(owed).then(caseEvent('PayoutAssigned', { ...line, ...listed, commandId: COMMAND }));
    expect(made.next.state.lines).toMatchObject([{ place: 'owed', amountFen: 60_000 }]);
    refunded(owed, { amountFen: AMOUNT }).thenRefused('D.4-batch');
    refunded(returned.and(revoked({ owedReleasedFen: AMOUNT }))).thenRefused('D.4-batch', /revoked/);
    refunded(owed.and(held)).thenRefused('D.4-batch', /held/);
  });

  it('is refused where amount, source or attempt are not what stands, or before the last step', () => {
    assign(toPay, { amountFen: 1 }).thenRefused('D.4-batch', /as listed/);
    assign(toPay, { from: 'owed' }).thenRefused('D.4-batch');
    assign(toPay, { attempt: 2 }).thenRefused('D.4-batch');
    assign(toPay, { line: 2 }).thenRefused('D.4-batch');
    toPay
      .whenEffect('assign-payout', assigning, { ...as, at: '2020-07-01T00:00:00.000Z' })
      .thenRefused('B.5-order', /before the last step/);
  });

  it('a line sent back for its account needs another account, or the reason for the same one', () => {
    const back = sent.and(bounced);
    const again = { attempt: 2, from: 'owed' };
    assign(back, again).thenRefused('D.4-batch', /AC04/);
    assign(back, { ...again, reissueReason: reason }).then(
      caseEvent('PayoutAssigned', { ...assigning, attempt: 2, from: 'owed', commandId: COMMAND }),
    );
    const away = assign(back, { ...again, reissueReason: reason }).next;
    const out = away.whenEffect('unassign-payout', { ...line, attempt: 2, why: 'cancelled' }, as).next;
    assign(out, { attempt: 3, from: 'owed' }).thenRefused('D.4-batch', /AC04/);
    const withdrawn = caseEvent('ClaimWithdrawn', { effect: { owedReleasedFen: AMOUNT }, commandId: uuid(8) });
    const restored = caseEvent('WithdrawalUndone', {
      proposalId: uuid(6),
      effect: { drawFen: AMOUNT, drawFrom: 'fund' },
      slot: { years: { certificateIssue: 2020, trainingEnd: 2020, application: 2020, payment: 2020 }, dedupeKey: 'k' },
      commandId: uuid(9),
    });
    assign(back.and(withdrawn, restored), { attempt: 2 }).thenRefused('D.4-batch', /AC04/);
    const account = { ...submission.account, bankCnaps: '103503000014' };
    expect(assign(back.and(caseEvent('AccountCorrected', { proposalId: uuid(7), account })), again).refused).toBe(
      false,
    );
  });
});

describe('taking a line out of a batch', () => {
  it('frees it for another batch, under the next number: attempts are never used twice', () => {
    const out = taken.whenEffect('unassign-payout', { ...line, why: 'cancelled' }, as);
    out.then(caseEvent('PayoutUnassigned', { ...line, why: 'cancelled' }));
    assign(out.next).thenRefused('D.4-batch');
    expect(assign(out.next, { attempt: 2 }).refused).toBe(false);
  });

  it('leaves alone what another batch or command has, and what went to the bank', () => {
    taken.whenEffect('unassign-payout', { ...line, batchId: uuid(9), why: 'cancelled' }, as).then(...NOTHING);
    taken.whenEffect('unassign-payout', { ...line, why: 'gave-back' }, { ...as, commandId: uuid(61) }).then(...NOTHING);
    taken.whenEffect('unassign-payout', { ...line, why: 'gave-back' }, as).then({
      type: 'PayoutUnassigned',
      data: { ...line, why: 'gave-back' },
    });
    sent.whenEffect('unassign-payout', { ...line, why: 'left-out' }, as).then(...NOTHING);
  });

  it('takes back the instruction of a dispatch that a cancellation overtook, so that the line does not stay in the cancelled batch', () => {
    const out = sent.whenEffect('unassign-payout', { ...line, why: 'cancelled' }, as);
    out.then(
      caseEvent('PayoutInstructionTakenBack', { ...line }),
      caseEvent('PayoutUnassigned', { ...line, why: 'cancelled' }),
    );
    expect(out.next.state.lines[0]).toMatchObject({ place: 'class' });
    out.next.whenEffect('take-instruction-back', { ...line }, as).then(...NOTHING);
    expect(assign(out.next, { attempt: 2 }).refused).toBe(false);
  });
});

describe('instructing the bank', () => {
  const instruct = (on: Given<CaseState>, commandId = COMMAND) =>
    on.whenEffect('instruct-payout', instructing, { ...as, commandId });

  it('sends what was assigned, once', () => {
    const went = instruct(taken).then(caseEvent('PayoutInstructed', instructing));
    instruct(went.next).then(...NOTHING);
    instruct(went.next, uuid(61)).thenRefused('D.4-batch');
    expect(went.next.state.lines[0]).toMatchObject({ place: 'in-transit', cameFrom: 'class' });
  });

  it('stops at a hold, a revocation or a change since the batch was made (D.4-batch)', () => {
    instruct(taken.and(held)).thenRefused('D.4-batch', /held/);
    instruct(taken.and(caseEvent('PayoutUnassigned', { ...line, why: 'cancelled' }))).thenRefused(
      'D.4-batch',
      /as listed/,
    );
    const proposed = caseEvent('CorrectionProposed', {
      proposalId: uuid(5),
      change: { kind: 'REVOKE', outcome: 'OPERATING_ERROR' },
    });
    instruct(taken.and(proposed)).thenRefused('D.4-batch', /revoke the grant/);
  });

  it('leaves no step behind where it is taken back: an act dated before a dispatch that was refused still stands', () => {
    const { lastStepAt, lastStepType } = taken.state;
    const went = instruct(taken).next;
    expect(went.state.lastStepType).toBe('PayoutInstructed');
    expect(went.whenEffect('take-instruction-back', line, as).next.state).toMatchObject({ lastStepAt, lastStepType });
  });

  it('of two lines leaves no step behind either, whichever is taken back first', () => {
    const { lastStepAt, lastStepType } = twoLines.state;
    const back = (n: number) => caseEvent('PayoutInstructionTakenBack', { ...line, line: n });
    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      const out = twoLines.and(instructed, instructedSecond, ...order.map(back)).state;
      expect(out).toMatchObject({ lastStepAt, lastStepType });
    }
    expect(twoLines.and(instructed, instructedSecond, back(2)).state.lastStepType).toBe('PayoutInstructed');
  });

  it('is taken back only by the command that gave it; the money waits where it was', () => {
    const went = instruct(taken).next;
    went.whenEffect('take-instruction-back', line, { ...as, commandId: uuid(61) }).then(...NOTHING);
    const back = went.whenEffect('take-instruction-back', line, as);
    back.then(caseEvent('PayoutInstructionTakenBack', line));
    expect(back.next.state.lines[0]).toMatchObject({ place: 'class', attempts: [{ status: 'assigned' }] });
  });
});

describe('the bank’s answer on a case', () => {
  it.each([
    ['settle-payout', { year: 2020 }, 'PayoutSettled', 'paid'],
    ['reject-payout', { reason: 'AC01' }, 'PayoutRejected', 'owed'],
  ])('%s is recorded once', (effect, more, type, place) => {
    const data = { ...line, amountFen: AMOUNT, ...more };
    const answered = sent.whenEffect(effect, data, as).then({ type, data });
    expect(answered.next.state.lines[0]?.place).toBe(place);
    answered.next.whenEffect(effect, data, as).then(...NOTHING);
  });

  it('may return what was paid; then it is owed again', () => {
    const data = { ...line, amountFen: AMOUNT, reason: 'AC04' };
    const back = sent.and(settled).whenEffect('return-payout', data, as);
    back.then(caseEvent('PayoutReturned', { ...data, afterSettled: true }));
    expect(back.next.state.lines[0]?.place).toBe('owed');
    sent.whenEffect('return-payout', data, as).then(caseEvent('PayoutReturned', { ...data, afterSettled: false }));
  });

  it('about another batch or attempt is none of this line’s business', () => {
    sent.whenEffect('settle-payout', { ...line, attempt: 2, amountFen: AMOUNT, year: 2020 }, as).then(...NOTHING);
    sent.whenEffect('settle-payout', { ...line, batchId: uuid(9), amountFen: AMOUNT, year: 2020 }, as).then(...NOTHING);
  });

  it('sets what came back against what is asked back, by SettleDue', () => {
    const asked = caseEvent('RecoveryOpened', {
      recoveryId: 'R1',
      amountFen: 40_000,
      fromPayee: LEARNER,
      cause: 'AMOUNT_CORRECTED',
    });
    const returned = caseEvent('PayoutReturned', { ...line, amountFen: AMOUNT, reason: 'AC04', afterSettled: true });
    const due = caseEvent('AmountCorrected', {
      proposalId: uuid(5),
      fromFen: AMOUNT,
      toFen: 120_000,
      effect: { recoverFen: 40_000 },
      commandId: uuid(8),
    });
    const waiting = sent.and(settled, due, asked, returned);
    expect(waiting.state.pendingDueFen).toBe(120_000);
    const outcome = settle(waiting);
    expect(outcome.events.map(({ type, data }) => ({ type, data }))).toEqual([
      caseEvent('DueSettled', { effect: { owedReleasedFen: 40_000, recoveryDroppedFen: 40_000 }, commandId: uuid(62) }),
      caseEvent('RecoveryClosed', { recoveryId: 'R1', how: 'cancelled', openFen: 40_000 }),
    ]);
    const stream = `fund-SPECIAL_ACCOUNT-${UNIT}`;
    outcome.thenAfter({ stream, effect: 'release-owed' }, { stream, effect: 'ask-no-more' });
    expect(outcome.next.state).toMatchObject({
      pendingDueFen: undefined,
      lines: [{ amountFen: 120_000, place: 'owed' }],
    });
  });
});

const system = actor('SYSTEM', UNIT, 'settle-due');
const moneyOf = (freeFen: number, availableFen: number) => ({
  class: classState({
    heldFen: AMOUNT + freeFen,
    drawnFen: AMOUNT,
    draws: { [`${CASE}#1`]: { amountFen: AMOUNT, commandId: uuid(50) } },
  }),
  fund: { ...initialFund(), open: true, availableFen },
});
const settle = (on: Given<CaseState>) =>
  on.facts(moneyOf(0, 0)).when(settleDue, { caseId: CASE }, { actor: system, commandId: uuid(62) });

describe('settling what waited for the bank', () => {
  const revoked = sent.and(
    caseEvent('GrantRevoked', {
      proposalId: uuid(5),
      outcome: 'OPERATING_ERROR',
      effect: { waitsForBank: true },
      commandId: uuid(8),
    }),
  );

  it('waits until the bank has answered every line', () => {
    settle(revoked).thenRefused('B.5-order', /with the bank/);
    settle(toPay).thenRefused('B.5-order', /No correction/);
  });

  it('asks back what the bank paid all the same', () => {
    const outcome = settle(revoked.and(settled));
    outcome.thenAfter({ stream: `fund-SPECIAL_ACCOUNT-${UNIT}`, effect: 'ask-back' });
    expect(outcome.next.state).toMatchObject({
      pendingDueFen: undefined,
      recoveries: { R1: { amountFen: AMOUNT, cause: 'REVOKED' } },
    });
  });

  it('releases what the bank did not pay', () => {
    const outcome = settle(revoked.and(bounced));
    outcome.thenAfter({ effect: 'release-owed', data: { caseId: CASE, amountFen: AMOUNT, why: 'corrected' } });
    expect(outcome.next.state.lines[0]).toMatchObject({ amountFen: 0, place: 'gone' });
  });
});

describe('funding a supplement', () => {
  const unfunded = toPay.and(
    by(
      confirmer,
      caseEvent('AmountCorrected', {
        proposalId: uuid(5),
        fromFen: AMOUNT,
        toFen: AMOUNT + 500,
        effect: { unfundedFen: 500 },
        commandId: uuid(8),
      }),
    ),
  );
  const fund = (on: Given<CaseState>, freeFen: number, availableFen: number, no = 2) =>
    on
      .facts(moneyOf(freeFen, availableFen))
      .when(fundSupplement, { caseId: CASE, line: no }, { actor: clerk, commandId: uuid(63) });

  it('draws on the class while it has the money', () => {
    const outcome = fund(unfunded, 500, 500);
    outcome
      .then(caseEvent('SupplementFunded', { line: 2, amountFen: 500, drawFrom: 'class', commandId: uuid(63) }))
      .thenBefore({ stream: `class-${CLASS}`, effect: 'draw', data: { caseId: CASE, line: 2, amountFen: 500 } });
    expect(outcome.next.state.lines[1]).toMatchObject({ amountFen: 500, place: 'class' });
  });

  it('else encumbers it on the fund line', () => {
    fund(unfunded, 499, 500)
      .then(caseEvent('SupplementFunded', { line: 2, amountFen: 500, drawFrom: 'fund', commandId: uuid(63) }))
      .thenBefore({ effect: 'encumber', data: { classId: CLASS, amountFen: 500, caseId: CASE } });
  });

  it('is refused while neither has it (A-071-line), and for a line that has its money', () => {
    fund(unfunded, 499, 499).thenRefused('A-071-line', /5\.00/);
    fund(unfunded, 500, 500, 1).thenRefused('B.5-order', /waiting: 2/);
    fund(fund(unfunded, 500, 0).next, 500, 500).thenRefused('B.5-order');
  });
});

describe('the bank’s reference', () => {
  it('is unique per case, line and attempt, and as long as ISO 20022 allows', () => {
    expect(E2E).toBe(`${CASE.replaceAll('-', '')}101`);
    expect(endToEndId(CASE, 35, 1295)).toBe(`${CASE.replaceAll('-', '')}zzz`);
    expect(endToEndId(CASE, 35, 1295)).toHaveLength(35);
  });

  it('an event of an unknown type changes nothing', () => {
    expect(given(caseStream).and({ type: 'SomethingNew', data: {} }).state).toEqual(caseStream.initial());
  });
});
