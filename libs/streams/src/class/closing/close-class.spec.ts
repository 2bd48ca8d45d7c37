import { event } from '@ledger/kernel';
import { actor, given, stateOf, uuid } from '@ledger/testing';
import {
  APPROVED_AT,
  approved,
  CLASS_FACTS,
  CLASS_ID,
  CLERK,
  DOCUMENT,
  drawn,
  filed,
  finished,
  place,
  started,
  taught,
  UNIT,
} from '@ledger/testing/class-samples';
import { caseStream } from '../../case';
import { classStream } from '../class.stream';
import { freeFen } from '../money/free-fen';
import { cancelClass } from './cancel-class.decide';
import { closeClass } from './close-class.decide';
import { takeBackClassCancellation } from './take-back-class-cancellation.decide';

const FUND = `fund-SPECIAL_ACCOUNT-${UNIT}`;
const asked = { actor: CLERK, commandId: uuid(70) };
const command = { classId: CLASS_ID };
const why = { ...command, reason: '招生不足' };
const isApproved = given(classStream, filed(), approved(), place(1), place(2)).facts(CLASS_FACTS);
const isFinished = isApproved.and(started(), ...taught(), finished());
/** A case at a step, as closing reads it. */
const at = (step: string, status = 'settled') => {
  const attempt = { attempt: 1, batchId: uuid(4), amountFen: 120_000, from: 'encumbered', status };
  return { ...stateOf(caseStream), step, lines: [{ line: 1, amountFen: 0, place: 'gone', attempts: [attempt] }] };
};
const cases = (...steps: string[]) => Object.fromEntries(steps.map((step, i) => [`case:${uuid(101 + i)}`, at(step)]));

describe('cancelling a class', () => {
  it('gives all that it holds back to the unit’s line', () => {
    const { next } = isApproved
      .when(cancelClass, why, asked)
      .then({ type: 'ClassCancelled', data: { releasedFen: 2_400_000, commandId: uuid(70) } })
      .thenAfter({
        stream: FUND,
        effect: 'release',
        data: { classId: CLASS_ID, amountFen: 2_400_000, why: 'class-cancelled' },
      });
    expect(next.state).toMatchObject({ status: 'cancelled', heldFen: 0 });
  });

  it('touches no money where nothing was encumbered', () => {
    given(classStream, filed())
      .when(cancelClass, why, asked)
      .then({ type: 'ClassCancelled', data: { releasedFen: 0, commandId: uuid(70) } })
      .thenAfter();
    given(classStream, filed(), event('ClassReturned', { reason: 'x' }))
      .when(cancelClass, why, { ...asked, at: APPROVED_AT })
      .accepted();
  });

  it('is still open once the approved day has passed without a start, so that the money does not lie there', () => {
    isApproved.when(cancelClass, why, { ...asked, at: '2021-03-01T00:00:00.000Z' }).accepted();
  });

  it('is refused once the class has started (B.5-order)', () => {
    isApproved
      .and(started())
      .when(cancelClass, why, asked)
      .thenRefused('B.5-order', /“Class started”/);
    given(classStream).when(cancelClass, why, asked).thenRefused('B.5-order');
  });

  it('is refused while a claim draws on the class (A-071-class)', () => {
    isApproved
      .and(drawn(1))
      .when(cancelClass, why, asked)
      .thenRefused('A-071-class', /1,200.00/);
  });
});

describe('taking the cancellation of a class back', () => {
  const back = { ...why, document: DOCUMENT };
  const byAnother = { actor: actor('CLERK', UNIT, 'clerk-2'), commandId: uuid(71) };
  const cancelled = isApproved.when(cancelClass, why, asked).next;

  it('encumbers again what it released, before, and the class stands where it stood', () => {
    const { next } = cancelled
      .when(takeBackClassCancellation, back, byAnother)
      .then({
        type: 'ClassCancellationTakenBack',
        data: { status: 'approved', encumberedFen: 2_400_000, commandId: uuid(71) },
        corrects: { stream: cancelled.events[0]?.stream, version: cancelled.events.length },
      })
      .thenBefore({
        stream: FUND,
        effect: 'encumber',
        data: { classId: CLASS_ID, amountFen: 2_400_000 },
        giveBack: { effect: 'release', data: { classId: CLASS_ID, amountFen: 2_400_000, why: 'gave-back' } },
      });
    expect(next.state).toMatchObject({ status: 'approved', heldFen: 2_400_000 });
    expect(next.state.cancelled).toBeUndefined();
  });

  it('leaves a filing or a returned one as it was, without money', () => {
    const filing = given(classStream, filed()).facts(CLASS_FACTS);
    filing
      .when(cancelClass, why, asked)
      .next.when(takeBackClassCancellation, back, byAnother)
      .then({ type: 'ClassCancellationTakenBack', data: { status: 'filed', encumberedFen: 0, commandId: uuid(71) } })
      .thenBefore();
    filing
      .and(event('ClassReturned', { reason: 'x' }))
      .when(cancelClass, why, asked)
      .next.when(takeBackClassCancellation, back, byAnother)
      .then({
        type: 'ClassCancellationTakenBack',
        data: { status: 'returned', encumberedFen: 0, commandId: uuid(71) },
      });
  });

  it('takes another person than who cancelled it (B.5-four-eyes)', () => {
    cancelled.when(takeBackClassCancellation, back, asked).thenRefused('B.5-four-eyes', new RegExp(CLERK.id));
  });

  it('is refused for a class that is not cancelled, a second time, and before the cancellation (B.5-order)', () => {
    isApproved.when(takeBackClassCancellation, back, byAnother).thenRefused('B.5-order', /approved/);
    const taken = cancelled.when(takeBackClassCancellation, back, byAnother).next;
    taken
      .when(takeBackClassCancellation, back, { ...byAnother, commandId: uuid(72) })
      .thenRefused('B.5-order', /“Cancellation taken back”/);
    cancelled
      .when(takeBackClassCancellation, back, { ...byAnother, at: APPROVED_AT })
      .thenRefused('B.5-order', /before/);
  });

  it('is invalid without reason or document', () => {
    cancelled.when(takeBackClassCancellation, command, byAnother).thenInvalid('reason', 'document');
  });
});

describe('closing a class', () => {
  it('gives the undrawn rest back to the unit’s line once every drawn case is settled', () => {
    const { next } = isFinished
      .and(drawn(1), drawn(2))
      .facts(cases('confirmed', 'revoked'))
      .when(closeClass, command, asked)
      .then({ type: 'ClassClosed', data: { releasedFen: 2_160_000, commandId: uuid(70) } })
      .thenAfter({
        stream: FUND,
        effect: 'release',
        data: { classId: CLASS_ID, amountFen: 2_160_000, why: 'class-closed' },
      });
    expect(next.state).toMatchObject({
      status: 'closed',
      heldFen: 240_000,
      drawnFen: 240_000,
      releasedAtCloseFen: 2_160_000,
    });
  });

  it('carries the step of every drawn case as evidence, each once', () => {
    const { evidence } = isFinished
      .and(drawn(1), drawn(1, 10_000, 2), drawn(2))
      .facts(cases('confirmed', 'confirmed'))
      .when(closeClass, command, asked);
    expect(evidence.facts.map(({ stream, value }) => [stream, value])).toEqual([
      [`case-${uuid(101)}`, 'confirmed'],
      [`case-${uuid(102)}`, 'confirmed'],
    ]);
  });

  it.each([
    'submitted',
    'supplements',
    'accepted',
    'first-reviewed',
    'second-reviewed',
    'publicity',
    'publicity-ended',
  ])('is refused while a drawn case is %s (B.5-order)', (step) => {
    isFinished
      .and(drawn(1), drawn(2))
      .facts(cases('confirmed', step))
      .when(closeClass, command, asked)
      .thenRefused('B.5-order', new RegExp(uuid(102)));
  });

  it('is refused while a claim that had ended is being made anew: its draw is there before it is (B.5-order)', () => {
    for (const step of ['rejected', 'withdrawn', 'revoked'])
      isFinished
        .and(drawn(1))
        .facts({ [`case:${uuid(101)}`]: at(step, 'unassigned') })
        .when(closeClass, command, asked)
        .thenRefused('B.5-order', new RegExp(uuid(101)));
  });

  it('may follow a reopening: what a claim had drawn that ended under the closed class stays on record', () => {
    const closed = isFinished.and(drawn(1)).facts(cases('confirmed')).when(closeClass, command, asked).next;
    closed
      .and(event('ClassReopened', { encumberedFen: 0, commandId: uuid(71) }))
      .facts({ [`case:${uuid(101)}`]: at('withdrawn', 'unassigned') })
      .when(closeClass, command, asked)
      .then({ type: 'ClassClosed', data: { releasedFen: 0, commandId: uuid(70) } });
  });

  it('asks nothing of cases that have drawn nothing', () => {
    isFinished
      .when(closeClass, command, asked)
      .then({ type: 'ClassClosed', data: { releasedFen: 2_400_000, commandId: uuid(70) } });
  });

  it('is refused before the finish, and a second time (B.5-order)', () => {
    isApproved
      .and(started())
      .when(closeClass, command, asked)
      .thenRefused('B.5-order', /started/);
    isFinished
      .when(closeClass, command, asked)
      .next.when(closeClass, command, asked)
      .thenRefused('B.5-order', /nothing is left/);
  });

  it('is open again for what came back to the closed class', () => {
    const closed = isFinished.and(drawn(1)).facts(cases('confirmed')).when(closeClass, command, asked).next;
    const back = closed.whenEffect('give-draw-back', {
      caseId: uuid(101),
      line: 1,
      amountFen: 120_000,
      why: 'revoked',
    }).next;
    expect(freeFen(back.state)).toBe(120_000);
    back
      .when(closeClass, command, { ...asked, commandId: uuid(71) })
      .then({ type: 'ClassClosed', data: { releasedFen: 120_000, commandId: uuid(71) } })
      .thenAfter({
        stream: FUND,
        effect: 'release',
        data: { classId: CLASS_ID, amountFen: 120_000, why: 'class-closed' },
      });
  });
});
