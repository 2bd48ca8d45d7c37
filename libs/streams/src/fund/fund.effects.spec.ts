import { event } from '@ledger/kernel';
import { given, uuid } from '@ledger/testing';
import { fundStream } from './fund.stream';

/** No event: it is so already. */
const NOTHING = [] as const;
const line = given(fundStream, event('FundsAllotted', { allotmentId: 'a1', amountFen: 1_000_000 }));
const classId = uuid(1);
const caseId = uuid(2);
const approve = { commandId: uuid(11) };
const cancel = { commandId: uuid(12) };
const held = line.whenEffect('encumber', { classId, amountFen: 600_000 }, approve).next;
const sent = held.whenEffect('dispatch', {
  batchId: 'b1',
  encumbered: [{ classId, amountFen: 400_000 }],
  owedFen: 0,
  totalFen: 400_000,
}).next;

describe('encumbering a unit’s line for a class', () => {
  it('moves available money to the class, to the last fen and no further (A-071)', () => {
    expect(held.state).toMatchObject({
      availableFen: 400_000,
      encumberedFen: 600_000,
      encumberedByClass: { [classId]: 600_000 },
    });
    held.whenEffect('encumber', { classId: uuid(3), amountFen: 400_000 }, cancel).then({
      type: 'FundsEncumbered',
      data: { classId: uuid(3), amountFen: 400_000, commandId: uuid(12) },
    });
    held
      .whenEffect('encumber', { classId: uuid(3), amountFen: 400_001 }, cancel)
      .thenRefused('A-071-line', /4,000\.01.*4,000\.00/);
  });

  it('is given back by its own command alone, and once', () => {
    const back = { classId, amountFen: 600_000, why: 'gave-back' };
    held.whenEffect('release', back, cancel).then(...NOTHING);
    const free = held.whenEffect('release', back, approve).next;
    expect(free.state).toMatchObject({ availableFen: 1_000_000, encumberedByClass: {} });
    free.whenEffect('release', back, approve).then(...NOTHING);
  });

  it('is released when the class needs it no more, by any command, and each time once', () => {
    const close = { classId, amountFen: 200_000, why: 'class-closed' };
    const closed = held.whenEffect('release', close, cancel).next;
    expect(closed.state).toMatchObject({ availableFen: 600_000, encumberedFen: 400_000 });
    closed.whenEffect('release', close, cancel).then(...NOTHING);
    held
      .whenEffect('release', close, approve)
      .next.whenEffect('release', close, approve)
      .then(...NOTHING);
  });

  it('never releases more than the class still holds', () => {
    held
      .whenEffect('release', { classId, amountFen: 600_001, why: 'cancelled' }, cancel)
      .thenRefused('A-071-line', /6,000\.00/);
    held.whenEffect('release', { classId: uuid(9), amountFen: 1, why: 'cancelled' }, cancel).thenRefused('A-071-line');
  });
});

describe('money on its way through the bank', () => {
  it('is in transit from dispatch to answer, by batch', () => {
    expect(sent.state).toMatchObject({
      encumberedFen: 200_000,
      inTransitFen: 400_000,
      inTransitByBatch: { b1: 400_000 },
    });
    const answered = sent.whenEffect('answer', {
      batchId: 'b1',
      answerId: 'r1',
      paidFen: 300_000,
      bouncedFen: 100_000,
    }).next;
    expect(answered.state).toMatchObject({ inTransitFen: 0, inTransitByBatch: {}, paidFen: 300_000, owedFen: 100_000 });
    answered
      .whenEffect('answer', { batchId: 'b1', answerId: 'r2', paidFen: 1, bouncedFen: 0 })
      .thenRefused('A-071-line', /in transit/);
  });

  it('what bounced or was returned is owed, and is sent again or released', () => {
    const owed = sent
      .whenEffect('answer', { batchId: 'b1', answerId: 'r1', paidFen: 300_000, bouncedFen: 100_000 })
      .next.whenEffect('returned', { batchId: 'b1', answerId: 'r2', amountFen: 50_000 }).next;
    expect(owed.state).toMatchObject({ paidFen: 250_000, owedFen: 150_000 });
    const again = owed.whenEffect('dispatch', {
      batchId: 'b2',
      encumbered: [],
      owedFen: 120_000,
      totalFen: 120_000,
    }).next;
    expect(again.state).toMatchObject({ owedFen: 30_000, inTransitFen: 120_000 });
    again.whenEffect('release-owed', { caseId, amountFen: 30_001, why: 'corrected' }).thenRefused('A-071-line', /owed/);
    const less = again.whenEffect('release-owed', { caseId, amountFen: 30_000, why: 'corrected' }).next;
    expect(less.state).toMatchObject({ owedFen: 0, availableFen: 430_000 });
  });

  it('is never sent beyond what classes hold and cases are owed', () => {
    held
      .whenEffect('dispatch', {
        batchId: 'b1',
        encumbered: [{ classId, amountFen: 600_001 }],
        owedFen: 0,
        totalFen: 600_001,
      })
      .thenRefused('A-071-line', /encumbered/);
    held
      .whenEffect('dispatch', { batchId: 'b1', encumbered: [], owedFen: 1, totalFen: 1 })
      .thenRefused('A-071-line', /owed/);
    held.whenEffect('returned', { batchId: 'b1', answerId: 'r2', amountFen: 1 }).thenRefused('A-071-line', /paid/);
  });
});

describe('recovered money', () => {
  const another = { commandId: uuid(98) };
  const entry = { caseId, recoveryId: 'recovery-1', entryId: 'e1', amountFen: 50_000 };
  const paid = sent.whenEffect('answer', { batchId: 'b1', answerId: 'r1', paidFen: 400_000, bouncedFen: 0 }).next;

  it('becomes available on the line that paid it', () => {
    expect(paid.whenEffect('recover', entry).next.state).toMatchObject({
      recoveredFen: 50_000,
      availableFen: 450_000,
      paidFen: 400_000,
    });
  });

  it('entered in error is reversed once, for exactly what was entered', () => {
    const recovered = paid.whenEffect('recover', entry).next;
    paid.whenEffect('reverse-recovery', entry).thenRefused('A-071-line');
    recovered.whenEffect('reverse-recovery', { ...entry, amountFen: 50_001 }).thenRefused('A-071-line', /500\.00/);
    const reversed = recovered.whenEffect('reverse-recovery', entry).next;
    expect(reversed.state).toMatchObject({ recoveredFen: 0, availableFen: 400_000 });
    reversed.whenEffect('reverse-recovery', entry).then(...NOTHING);
    reversed.whenEffect('reverse-recovery', entry, another).thenRefused('A-071-line', /recovered by this entry/);
  });

  it('comes back to the line when its reversal did not come about, and only through the command that made it', () => {
    const reversed = paid.whenEffect('recover', entry).next.whenEffect('reverse-recovery', entry).next;
    reversed.whenEffect('restore-recovery', entry, another).then(...NOTHING);
    const restored = reversed.whenEffect('restore-recovery', entry).next;
    expect(restored.state).toMatchObject({ recoveredFen: 50_000, availableFen: 450_000 });
    restored.whenEffect('restore-recovery', entry).then(...NOTHING);
    const again = restored.whenEffect('reverse-recovery', entry, another).next;
    expect(again.state).toMatchObject({ recoveredFen: 0, availableFen: 400_000 });
  });

  it('is not reversed once it is encumbered again (A-071)', () => {
    paid
      .whenEffect('recover', entry)
      .next.whenEffect('encumber', { classId: uuid(3), amountFen: 450_000 }, cancel)
      .next.whenEffect('reverse-recovery', entry)
      .thenRefused('A-071-line', /冲回追回款/);
  });
});
