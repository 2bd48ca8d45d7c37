import { actor, by, type GivenEvent, recorded, uuid } from '@ledger/testing';
import { caseEvent, type MoneyEffect } from './case.events';
import { caseStream } from './case.stream';
import {
  accepted,
  AMOUNT,
  assigned,
  bounced,
  CASE,
  caseAfter,
  certified,
  confirmed,
  enrolled,
  firstReviewed,
  held,
  instructed,
  published,
  publicityEnded,
  secondReviewed,
  settled,
  submitted,
  submittedWith,
} from './case-examples-spec';

const toPay = [
  enrolled,
  certified,
  submitted,
  accepted,
  firstReviewed,
  secondReviewed,
  published,
  publicityEnded,
  confirmed,
];
const attempt = (no: number, line = 1) => ({ batchId: uuid(4), line, attempt: no, amountFen: AMOUNT });
const correction = (toFen: number, effect: MoneyEffect, dueFen = AMOUNT): GivenEvent =>
  caseEvent('AmountCorrected', { proposalId: uuid(70), fromFen: dueFen, toFen, effect, commandId: uuid(71) });
const lines = (...events: readonly GivenEvent[]) =>
  caseAfter(...toPay, ...events).lines.map(({ line, amountFen, place }) => ({ line, amountFen, place }));

describe('what is so of a case', () => {
  it.each(['NeverHeardOf', 'constructor', 'toString', '__proto__'])(
    'is not changed by an event of the unknown type %s',
    (type) => {
      expect(caseAfter(...toPay, { type, data: {} })).toEqual(caseAfter(...toPay));
    },
  );

  it('is the same when it was kept as JSON at any step and folded on from there', () => {
    const all = recorded('case-spec', [
      ...toPay,
      held,
      caseEvent('HoldReleased', {}),
      assigned,
      instructed,
      bounced,
      correction(200_000, { unfundedFen: 40_000 }),
      caseEvent('PayoutAssigned', { ...attempt(2), from: 'owed', commandId: uuid(61) }),
    ]);
    const whole = all.reduce((state, event) => caseStream.evolve(state, event), caseStream.initial());
    for (let kept = 0; kept <= all.length; kept++) {
      const first = all.slice(0, kept).reduce((state, event) => caseStream.evolve(state, event), caseStream.initial());
      const reopened = JSON.parse(JSON.stringify(first)) as typeof first;
      expect(all.slice(kept).reduce((state, event) => caseStream.evolve(state, event), reopened)).toEqual(whole);
    }
  });

  it('leaves every other case alone: nothing that cases share is changed', () => {
    const before = JSON.stringify(caseStream.initial());
    caseAfter(
      ...toPay,
      caseEvent('ObjectionLodged', { objectionId: uuid(30), summary: '不符' }),
      caseEvent('CorrectionProposed', { proposalId: uuid(70), change: { kind: 'AMOUNT', amountFen: 1 } }),
      caseEvent('RecoveryOpened', { recoveryId: uuid(80), amountFen: 1, fromPayee: 'p', cause: 'GRANT_REVOKED' }),
    );
    expect(JSON.stringify(caseStream.initial())).toBe(before);
  });

  it('remembers the last step by time and actor, and its time never runs back', () => {
    expect(caseAfter(...toPay)).toMatchObject({
      lastStepAt: '2020-07-15T02:00:00.000Z',
      lastStepBy: 'confirmer-1',
      lastStepRole: 'CONFIRMER',
      lastStepType: 'ClaimConfirmed',
    });
    const late = by(actor('BANK', 'XC-411002', 'bank'), caseEvent('PayoutSettled', { ...attempt(1), year: 2020 }), {
      occurredAt: '2020-07-17T01:00:00.000Z',
    });
    expect(caseAfter(...toPay, assigned, instructed, late)).toMatchObject({
      lastStepAt: '2020-07-17T02:00:00.000Z',
      lastStepBy: 'bank',
    });
  });

  it('forgets reviews, flags and objections of a rejected claim when it is claimed again, but not its attempts to pay', () => {
    const rejected = caseEvent('ClaimWithdrawn', { effect: { owedReleasedFen: AMOUNT }, commandId: uuid(51) });
    const again = caseAfter(
      ...toPay,
      assigned,
      instructed,
      bounced,
      rejected,
      submittedWith({ claimNo: 2, drawFrom: 'fund' }),
    );
    const fresh = caseAfter(enrolled, certified, submitted);
    const { lines: paid, lastStepAt: _at, paidYear: _year, claimNo, ...rest } = again;
    const { lines: unpaid, lastStepAt: _first, paidYear: _none, claimNo: one, ...expected } = fresh;
    expect(rest).toEqual({ ...expected, amountVersion: 14, accountVersion: 14, lastStepVersion: 14 });
    expect([claimNo, one]).toEqual([2, 1]);
    expect(paid).toMatchObject([{ amountFen: AMOUNT, place: 'fund', attempts: [{ attempt: 1, status: 'rejected' }] }]);
    expect(unpaid).toMatchObject([{ amountFen: AMOUNT, place: 'class', attempts: [] }]);
  });
});

describe('where a line’s money is', () => {
  it('goes to the bank, comes back, is sent again, is paid, and comes back once more', () => {
    const again = caseEvent('PayoutAssigned', { ...attempt(2), from: 'owed', commandId: uuid(61) });
    const sent = caseEvent('PayoutInstructed', { ...attempt(2), endToEndId: 'b' });
    const paid = caseEvent('PayoutSettled', { ...attempt(2), year: 2020 });
    const back = caseEvent('PayoutReturned', { ...attempt(2), reason: 'AC04', afterSettled: true });
    const steps: readonly (readonly [GivenEvent, string])[] = [
      [assigned, 'class'],
      [instructed, 'in-transit'],
      [bounced, 'owed'],
      [again, 'owed'],
      [sent, 'in-transit'],
      [paid, 'paid'],
      [back, 'owed'],
    ];
    steps.forEach(([, place], i) => {
      expect(lines(...steps.slice(0, i + 1).map(([event]) => event))).toEqual([{ line: 1, amountFen: AMOUNT, place }]);
    });
  });

  it.each([
    ['class', [assigned, instructed], 1],
    [
      'owed',
      [
        assigned,
        instructed,
        bounced,
        caseEvent('PayoutAssigned', { ...attempt(2), from: 'owed', commandId: uuid(61) }),
        caseEvent('PayoutInstructed', { ...attempt(2), endToEndId: 'b' }),
      ],
      2,
    ],
  ])('is %s again when the instruction is taken back', (place, events, no) => {
    expect(
      lines(...events, caseEvent('PayoutInstructionTakenBack', { batchId: uuid(4), line: 1, attempt: no })),
    ).toEqual([{ line: 1, amountFen: AMOUNT, place }]);
  });

  it('ends its assignment with a hold or a correction before it is instructed', () => {
    for (const ending of [
      held,
      correction(AMOUNT, {}),
      caseEvent('AccountCorrected', { proposalId: uuid(70), account: { kind: 'PERSON', payee: 'p', bankCnaps: '1' } }),
    ]) {
      expect(caseAfter(...toPay, assigned, ending).lines).toMatchObject([{ attempts: [{ status: 'unassigned' }] }]);
      expect(caseAfter(...toPay, assigned, instructed, ending).lines).toMatchObject([
        { attempts: [{ status: 'instructed' }] },
      ]);
    }
  });

  it('follows a correction before payment: less, more on the same line, more without cover, covered later, no longer due', () => {
    expect(lines(correction(120_000, { giveBackFen: 40_000, giveBackTo: 'class' }))).toEqual([
      { line: 1, amountFen: 120_000, place: 'class' },
    ]);
    expect(lines(correction(200_000, { drawFen: 40_000, drawFrom: 'class' }))).toEqual([
      { line: 1, amountFen: 200_000, place: 'class' },
    ]);
    const waits = correction(200_000, { unfundedFen: 40_000 });
    expect(lines(waits)).toEqual([
      { line: 1, amountFen: AMOUNT, place: 'class' },
      { line: 2, amountFen: 40_000, place: 'unfunded' },
    ]);
    expect(
      lines(
        waits,
        caseEvent('SupplementFunded', { line: 2, amountFen: 40_000, drawFrom: 'fund', commandId: uuid(72) }),
      )[1],
    ).toEqual({ line: 2, amountFen: 40_000, place: 'fund' });
    expect(lines(waits, correction(AMOUNT, { unfundedDroppedFen: 40_000 }, 200_000))[1]).toEqual({
      line: 2,
      amountFen: 0,
      place: 'gone',
    });
  });

  it('follows a correction after payment on a further line, and releases what bounced', () => {
    const more = correction(200_000, { drawFen: 40_000, drawFrom: 'class', line: 2 });
    expect(lines(assigned, instructed, settled, more)).toEqual([
      { line: 1, amountFen: AMOUNT, place: 'paid' },
      { line: 2, amountFen: 40_000, place: 'class' },
    ]);
    expect(lines(assigned, instructed, bounced, correction(120_000, { owedReleasedFen: 40_000 }))).toEqual([
      { line: 1, amountFen: 120_000, place: 'owed' },
    ]);
  });

  it('waits for the bank’s answer where it must, and then settles', () => {
    const waiting = caseAfter(...toPay, assigned, instructed, correction(120_000, { waitsForBank: true }));
    expect(waiting).toMatchObject({
      dueFen: 120_000,
      pendingDueFen: 120_000,
      lines: [{ amountFen: AMOUNT, place: 'in-transit' }],
    });
    const done = caseAfter(
      ...toPay,
      assigned,
      instructed,
      correction(120_000, { waitsForBank: true }),
      bounced,
      caseEvent('DueSettled', { effect: { owedReleasedFen: 40_000 }, commandId: uuid(73) }),
    );
    expect(done).toMatchObject({
      dueFen: 120_000,
      pendingDueFen: undefined,
      lines: [{ amountFen: 120_000, place: 'owed' }],
    });
  });

  it('never goes below nothing, whatever an event says', () => {
    expect(
      lines(correction(0, { giveBackFen: AMOUNT + 1, giveBackTo: 'class', owedReleasedFen: 5, unfundedDroppedFen: 5 })),
    ).toEqual([{ line: 1, amountFen: 0, place: 'gone' }]);
    expect(lines(correction(0, { byLine: [{ line: 7, amountFen: 1, to: 'class' }] }))).toEqual([
      { line: 1, amountFen: AMOUNT, place: 'class' },
    ]);
    expect(caseAfter(caseEvent('PayoutSettled', { ...attempt(1, 9), year: 2020 })).lines).toEqual([]);
  });
});

describe('an ended claim', () => {
  const revoked = caseEvent('GrantRevoked', {
    proposalId: uuid(70),
    outcome: 'OPERATING_ERROR',
    effect: { recoverFen: AMOUNT },
    commandId: uuid(71),
  });

  it('owes nothing and holds no slot; undone, it is due again where it stood', () => {
    const state = caseAfter(...toPay, assigned, instructed, settled, revoked);
    expect(state).toMatchObject({
      step: 'revoked',
      dueFen: 0,
      dueBeforeFen: AMOUNT,
      slot: undefined,
      outcome: 'OPERATING_ERROR',
      stepBefore: 'confirmed',
    });
    const slot = caseAfter(...toPay).slot!;
    const undone = caseAfter(
      ...toPay,
      assigned,
      instructed,
      settled,
      revoked,
      caseEvent('RevocationUndone', { proposalId: uuid(74), effect: {}, slot, commandId: uuid(75) }),
    );
    expect(undone).toMatchObject({
      step: 'confirmed',
      dueFen: AMOUNT,
      slot,
      outcome: undefined,
      stepBefore: undefined,
      lines: [{ amountFen: AMOUNT, place: 'paid' }],
    });
  });

  it('that is voided remembers why, and one replacement', () => {
    const voided = caseEvent('CaseVoided', {
      proposalId: uuid(70),
      cause: 'WRONG_PERSON',
      effect: { giveBackFen: AMOUNT, giveBackTo: 'class' },
      slotHeld: true,
      commandId: uuid(71),
    });
    const state = caseAfter(...toPay, voided, caseEvent('CaseReplaced', { byCaseId: uuid(5), commandId: uuid(76) }));
    expect(state).toMatchObject({
      step: 'voided',
      voidCause: 'WRONG_PERSON',
      replacedBy: uuid(5),
      caseId: CASE,
      lines: [{ amountFen: 0, place: 'gone' }],
    });
  });
});
