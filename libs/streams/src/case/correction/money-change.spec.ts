import * as fc from 'fast-check';
import { uuid } from '@ledger/testing';
import { dispatchBatch } from '../../batch/dispatch/dispatch-batch.decide';
import { cancelBatch } from '../../batch/making/cancel-batch.decide';
import { freeFen } from '../../class';
import { closeClass } from '../../class/closing/close-class.decide';
import { approveClassReopening } from '../../class/closing/approve-class-reopening.decide';
import { proposeClassReopening } from '../../class/closing/propose-class-reopening.decide';
import { CLASS, clerk, confirmer, document, EVALUATOR, reason, school, UNIT } from '../case-examples-spec';
import type { CaseState } from '../case.state';
import { withdrawClaim } from '../claim/withdraw-claim.decide';
import { takeBackConfirmation } from '../confirmation/take-back-confirmation.decide';
import { placeHold } from '../hold/place-hold.decide';
import { releaseHold } from '../hold/release-hold.decide';
import { fundSupplement } from '../payout/fund-supplement.decide';
import { closeRecovery } from '../recovery/close-recovery.decide';
import { openFen } from '../recovery/open-fen';
import { recordRecovery } from '../recovery/record-recovery.decide';
import { rejectClaim } from '../review/reject-claim.decide';
import { coverOf } from './cover';
import { coveredFen, moneyChange } from './money-change';
import { proposeAmountCorrection } from './propose-amount-correction.decide';
import { proposeBankAnswerCorrection } from './propose-bank-answer-correction.decide';
import { proposeCertificateCorrection } from './propose-certificate-correction.decide';
import { proposeRecovery } from './propose-recovery.decide';
import { proposeRecoveryReversal } from './propose-recovery-reversal.decide';
import { proposeRevocation } from './propose-revocation.decide';
import {
  proposeUndoRejection,
  proposeUndoRevocation,
  proposeUndoVoid,
  proposeUndoWithdrawal,
} from './propose-undo.decide';
import { proposeVoid } from './propose-void.decide';
import { proposeWriteOff } from './propose-write-off.decide';
import { CASES, checker, FIRST, maker, numberOf, other, World } from './three-grants-spec';

/** The case that was drawn, or rather one for which there is something to do. */
const rather = (world: World, caseId: string, fits: (state: CaseState) => boolean): string =>
  [caseId, ...CASES].find((each) => fits(world.state(each))) ?? caseId;

const asksBack = (state: CaseState): boolean => Object.values(state.recoveries).some((each) => openFen(each) > 0);

type Move = (world: World, caseId: string, amountFen: number) => void;

const recoveryOf = (state: CaseState): string =>
  Object.values(state.recoveries).findLast((each) => openFen(each) > 0)?.recoveryId ?? 'R1';

const MOVES: Readonly<Record<string, Move>> = {
  amount: (world, caseId, amountFen) =>
    void world.correct(proposeAmountCorrection, caseId, world.state(caseId).amountVersion, { amountFen }),
  certificate(world, caseId) {
    const now = world.state(caseId);
    const level = now.certificate?.level === 'L4' ? 'L3' : 'L4';
    const number = numberOf(caseId, level);
    const given = { kind: 'SKILL_LEVEL', number, level, issuedOn: '2020-06-28', issuer: EVALUATOR };
    world.correct(proposeCertificateCorrection, caseId, now.certificateVersion, given);
  },
  revoke: (world, caseId) =>
    void world.correct(proposeRevocation, caseId, world.state(caseId).confirmedVersion, { outcome: 'OPERATING_ERROR' }),
  undoRevocation(world, drawn) {
    const caseId = rather(world, drawn, ({ step }) => step === 'revoked');
    world.correct(proposeUndoRevocation, caseId, world.state(caseId).endedVersion, {});
  },
  reject(world, caseId) {
    world.try(takeBackConfirmation, { caseId, reason, document }, confirmer);
    world.try(rejectClaim, { caseId, opinion: reason }, other);
  },
  undoRejection(world, drawn) {
    const caseId = rather(world, drawn, ({ step }) => step === 'rejected');
    world.correct(proposeUndoRejection, caseId, world.state(caseId).endedVersion, {});
  },
  void: (world, caseId, amountFen) =>
    void (amountFen % 3 === 0 && world.correct(proposeVoid, caseId, 1, { cause: 'ENROLLED_IN_ERROR' })),
  undoVoid(world, drawn) {
    const caseId = rather(world, drawn, ({ step }) => step === 'voided');
    world.correct(proposeUndoVoid, caseId, world.state(caseId).endedVersion, {});
  },
  batch: (world) => world.batch(CASES),
  one: (world, caseId) => world.batch([caseId]),
  pay(world, caseId) {
    world.batch([caseId]);
    world.try(dispatchBatch, { batchId: world.lastBatch() }, maker);
    world.answer(0, 'PAID');
  },
  dispatch: (world) => void world.try(dispatchBatch, { batchId: world.lastBatch() }, maker),
  cancel: (world) => void world.try(cancelBatch, { batchId: world.lastBatch(), reason }, maker),
  paid: (world, caseId) => world.answer(CASES.indexOf(caseId), 'PAID'),
  rejected: (world, caseId) => world.answer(CASES.indexOf(caseId), 'REJECTED'),
  returned: (world, caseId) => world.answer(CASES.indexOf(caseId), 'RETURNED'),
  correctAnswer(world, drawn, amountFen) {
    const isAnswered = ({ answeredVersion }: { answeredVersion?: number }): boolean => answeredVersion !== undefined;
    const caseId = rather(world, drawn, ({ lines }) => lines.some(({ attempts }) => attempts.some(isAnswered)));
    const now = world.state(caseId);
    const line = now.lines.find(({ attempts }) => attempts.some(isAnswered));
    const attempts = line?.attempts.filter(isAnswered) ?? [];
    const found = attempts[amountFen % Math.max(attempts.length, 1)];
    const result = found?.status === 'settled' ? (amountFen % 2 === 0 ? 'REJECTED' : 'RETURNED') : 'PAID';
    const answer = { line: line?.line ?? 1, attempt: found?.attempt ?? 1, result };
    const paid = result === 'PAID' ? { paidOn: '2020-08-01' } : {};
    world.correct(proposeBankAnswerCorrection, caseId, found?.answeredVersion, { ...answer, ...paid });
    world.settle();
  },
  hold: (world, caseId) => void world.try(placeHold, { caseId, cause: reason }, confirmer),
  release: (world, caseId) => void world.try(releaseHold, { caseId, reason, document }, confirmer),
  fund(world, drawn) {
    const isUnfunded = ({ place }: { place: string }): boolean => place === 'unfunded';
    const caseId = rather(world, drawn, ({ lines }) => lines.some(isUnfunded));
    world.try(fundSupplement, { caseId, line: world.state(caseId).lines.find(isUnfunded)?.line ?? 1 }, clerk);
  },
  recover(world, drawn, amountFen) {
    const caseId = rather(world, drawn, asksBack);
    const open = Object.values(world.state(caseId).recoveries).find((each) => openFen(each) > 0);
    const back = amountFen % 3 === 0 && open ? openFen(open) : 1 + (amountFen % 90_000);
    const recoveryId = open?.recoveryId ?? 'R1';
    world.try(recordRecovery, { caseId, recoveryId, amountFen: back, document }, checker);
  },
  reverse(world, drawn) {
    const hasEntries = ({ entries }: { entries: object }): boolean => Object.keys(entries).length > 0;
    const caseId = rather(world, drawn, ({ recoveries }) => Object.values(recoveries).some(hasEntries));
    const found = Object.values(world.state(caseId).recoveries).find(hasEntries);
    const entryId = Object.keys(found?.entries ?? {})[0] ?? uuid(1);
    const recoveryId = found?.recoveryId ?? 'R1';
    world.correct(proposeRecoveryReversal, caseId, found?.entryVersions[entryId], { recoveryId, entryId });
  },
  writeOff(world, drawn) {
    const caseId = rather(world, drawn, asksBack);
    const { recoveries } = world.state(caseId);
    const recoveryId = recoveryOf(world.state(caseId));
    world.correct(proposeWriteOff, caseId, recoveries[recoveryId]?.version, { recoveryId });
  },
  askAgain(world, drawn, amountFen) {
    const caseId = rather(world, drawn, ({ forgivenFen }) => forgivenFen > 0);
    const { forgivenFen, forgivenVersion } = world.state(caseId);
    world.correct(proposeRecovery, caseId, forgivenVersion, { amountFen: 1 + (amountFen % (forgivenFen + 1)) });
  },
  closeRecovery(world, drawn) {
    const caseId = rather(world, drawn, ({ recoveries }) =>
      Object.values(recoveries).some((each) => each.status === 'open' && openFen(each) === 0),
    );
    const settled = Object.values(world.state(caseId).recoveries).find((each) => each.status === 'open');
    world.try(closeRecovery, { caseId, recoveryId: settled?.recoveryId ?? 'R1' }, other);
  },
  closeClass: (world) => void world.try(closeClass, { classId: CLASS, reason }, clerk),
  reopenClass(world) {
    const proposalId = uuid(900_000 + world.books.eventsOf(`class-${CLASS}`).length);
    world.try(proposeClassReopening, { classId: CLASS, proposalId, reason, document }, clerk);
    world.try(approveClassReopening, { classId: CLASS, proposalId }, confirmer);
  },
  withdraw: (world, caseId) => void world.try(withdrawClaim, { caseId, reason }, school),
  undoWithdrawal(world, drawn) {
    const caseId = rather(world, drawn, ({ step }) => step === 'withdrawn');
    world.correct(proposeUndoWithdrawal, caseId, world.state(caseId).endedVersion, {});
  },
};

/** Each fen stands once on each side. */
function balances({ books }: World): void {
  const fund = books.fundOf(UNIT);
  const held = books.classOf(CLASS);
  const states = CASES.map((caseId) => books.caseOf(caseId));
  const lines = states.flatMap((state) => state.lines);
  const sumAt = (...places: readonly string[]): number =>
    lines.filter(({ place }) => places.includes(place)).reduce((sum, { amountFen }) => sum + amountFen, 0);
  const { availableFen, encumberedFen, inTransitFen, owedFen, paidFen, recoveredFen, askedBackFen } = fund;
  expect(availableFen + encumberedFen + inTransitFen + owedFen + paidFen - recoveredFen).toBe(fund.allottedFen);
  const amounts = [
    availableFen,
    encumberedFen,
    inTransitFen,
    owedFen,
    paidFen,
    recoveredFen,
    freeFen(held),
    held.drawnFen,
  ];
  expect(Math.min(...amounts, ...lines.map(({ amountFen }) => amountFen))).toBeGreaterThanOrEqual(0);
  expect({
    encumbered: freeFen(held) + sumAt('class', 'fund'),
    inTransit: sumAt('in-transit'),
    owed: sumAt('owed'),
    paid: sumAt('paid'),
    recovered: states.reduce((sum, state) => sum + recoveredOf(state), 0),
    askedBack: states.reduce((sum, state) => sum + askedBackOf(state), 0),
  }).toEqual({
    encumbered: encumberedFen,
    inTransit: inTransitFen,
    owed: owedFen,
    paid: paidFen,
    recovered: recoveredFen,
    askedBack: askedBackFen,
  });
  for (const state of states) {
    expect(state.forgivenFen).toBeGreaterThanOrEqual(0);
    // What waits for the bank is settled when it has answered.
    expect(state.pendingDueFen === undefined ? coveredFen(state) : state.pendingDueFen).toBe(state.dueFen);
    const { slots } = books.personOf(state.person!);
    expect(state.slot !== undefined).toBe(Object.hasOwn(slots, state.caseId!));
  }
}

const recoveredOf = ({ recoveries }: CaseState): number =>
  Object.values(recoveries).reduce((sum, each) => sum + each.recoveredFen, 0);

const askedBackOf = ({ recoveries }: CaseState): number =>
  Object.values(recoveries).reduce((sum, each) => sum + openFen(each), 0);

describe('money over class, fund line and cases', () => {
  it('balances to the fen after any sequence of corrections, batches, bank answers, holds and recoveries (A-071)', () => {
    const move = fc.record({
      name: fc.oneof(
        fc.constantFrom(...Object.keys(MOVES)),
        fc.constantFrom('pay', 'batch', 'dispatch', 'amount', 'returned', 'revoke', 'recover', 'correctAnswer'),
      ),
      caseId: fc.constantFrom(...CASES),
      amountFen: fc.integer({ min: 1, max: 200_000 }),
    });
    fc.assert(
      fc.property(fc.array(move, { minLength: 20, maxLength: 60 }), (moves) => {
        const world = new World();
        balances(world);
        for (const { name, caseId, amountFen } of moves) {
          MOVES[name]!(world, caseId, amountFen);
          balances(world);
        }
      }),
      { numRuns: 40 },
    );
  });

  /** What is compared: every balance, and the slots. */
  const standing = ({ books }: World) => {
    const { availableFen, encumberedFen, inTransitFen, owedFen, paidFen, recoveredFen } = books.fundOf(UNIT);
    const caseId = FIRST;
    const { person, dueFen, step, recoveries } = books.caseOf(caseId);
    const { years, dedupeKey, level } = books.personOf(person!).slots[caseId]!;
    return {
      // What the bank sent back and was released is encumbered anew: it waits for the same payee elsewhere on the line.
      fund: { availableFen, waitingFen: encumberedFen + owedFen, inTransitFen, paidFen, recoveredFen },
      slot: { years, dedupeKey, level },
      due: { dueFen, step, askedFen: Object.values(recoveries).reduce((sum, each) => sum + openFen(each), 0) },
    };
  };

  const wayThere: Readonly<Record<string, (world: World) => void>> = {
    'before payment': () => undefined,
    'on a closed class': (world) => MOVES.closeClass!(world, FIRST, 1),
    'once it was paid': (world) => MOVES.pay!(world, FIRST, 1),
    'once the bank had sent it back': (world) => {
      MOVES.pay!(world, FIRST, 1);
      world.answer(0, 'RETURNED');
    },
    'while the bank has it': (world) => {
      world.batch([FIRST]);
      MOVES.dispatch!(world, FIRST, 1);
    },
  };
  const doThenUndo: Readonly<Record<string, readonly [(world: World) => void, (world: World) => void]>> = {
    'the amount lowered and raised again': [
      (world) => MOVES.amount!(world, FIRST, 100_000),
      (world) => MOVES.amount!(world, FIRST, 160_000),
    ],
    'the level corrected and corrected back': [
      (world) => MOVES.certificate!(world, FIRST, 1),
      (world) => MOVES.certificate!(world, FIRST, 1),
    ],
    'the grant revoked and the revocation undone': [
      (world) => MOVES.revoke!(world, FIRST, 1),
      (world) => MOVES.undoRevocation!(world, FIRST, 1),
    ],
    'the case voided and the voiding undone': [
      (world) => MOVES.void!(world, FIRST, 3),
      (world) => MOVES.undoVoid!(world, FIRST, 1),
    ],
  };
  const pairs = Object.keys(wayThere).flatMap((way) => Object.keys(doThenUndo).map((pair) => [pair, way] as const));

  it.each(pairs)('stands as before after %s, %s, while the history is longer', (pair, way) => {
    const world = new World();
    wayThere[way]!(world);
    const before = standing(world);
    const [act, undo] = doThenUndo[pair]!;
    const steps = [act, undo].map((each) => {
      each(world);
      balances(world);
      return world.books.eventsOf(`case-${FIRST}`).length;
    });
    expect(standing(world)).toEqual(before);
    expect(steps[1]).toBeGreaterThan(steps[0]!);
  });

  it('promises no money twice where an amount was lowered while the class was closed, and the class then reopened', () => {
    const world = new World();
    MOVES.closeClass!(world, FIRST, 1);
    MOVES.amount!(world, FIRST, 100_000);
    MOVES.reopenClass!(world, FIRST, 1);
    expect(world.books.classOf(CLASS).status).toBe('finished');
    const freeBefore = freeFen(world.books.classOf(CLASS));
    MOVES.withdraw!(world, FIRST, 1);
    expect(world.state(FIRST).step).toBe('withdrawn');
    balances(world);
    expect(freeFen(world.books.classOf(CLASS))).toBe(freeBefore);
  });

  it('counts on no reservation that was refused in the very moment, whatever the stream says by now', () => {
    const { books } = new World();
    const fund = { stream: 'fund', version: 1, state: books.fundOf(UNIT) };
    const held = { stream: 'class', version: 1, state: books.classOf(CLASS) };
    const sources = (...refused: readonly string[]) => ({
      facts: { class: held, fund },
      commandId: uuid(1),
      omitted: new Map(refused.map((stream) => [stream, 'refused'])),
    });
    const more = (...refused: readonly string[]) => {
      const state = books.caseOf(FIRST);
      return moneyChange(state, state.dueFen + 1000, coverOf(state, sources(...refused)));
    };
    expect(more()).toMatchObject({ drawFrom: 'class' });
    expect(more('class')).toMatchObject({ drawFrom: 'fund' });
    expect(more('class', 'fund')).toEqual({ unfundedFen: 1000 });
  });
});
