import { event } from '@ledger/kernel';
import { given, uuid } from '@ledger/testing';
import { approved, CLASS_FACTS, filed, finished, place, PLAN, started } from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';

const isApproved = given(classStream, filed(), approved()).facts(CLASS_FACTS);
const li = { caseId: uuid(101), person: 'person-1' };
const taken = { type: 'PlaceTaken', data: { ...li, commandId: uuid(5) } };
const own = { commandId: uuid(5) };
const small = given(classStream, filed({ ...PLAN, headCount: 2 }), approved(), place(2), place(3));

describe('taking a place in a class', () => {
  it('puts the learner on the roster, once however often the command runs', () => {
    const once = isApproved.whenEffect('take-place', li, own).then(taken);
    expect(once.next.state).toMatchObject({ placeCount: 1, placeOf: { 'person-1': uuid(101) } });
    once.next.whenEffect('take-place', li, own).thenNothing();
  });

  it('is open in an approved and in a started class (B.5-order)', () => {
    isApproved.and(started()).whenEffect('take-place', li, own).then(taken);
    given(classStream, filed())
      .whenEffect('take-place', li, own)
      .thenRefused('B.5-order', /not approved/);
    isApproved
      .and(event('ClassCancelled', { releasedFen: 0, commandId: uuid(9) }))
      .whenEffect('take-place', li, own)
      .thenRefused('B.5-order');
  });

  it('is open after the finish and after closing only in place of a voided case (B.5-order)', () => {
    const isFinished = isApproved.and(started(), finished());
    isFinished.whenEffect('take-place', li, own).thenRefused('B.5-order', /voided/);
    isFinished.whenEffect('take-place', { ...li, late: true }, own).then(taken);
    isFinished
      .and(event('ClassClosed', { releasedFen: 0, commandId: uuid(9) }))
      .whenEffect('take-place', { ...li, late: true }, own)
      .then(taken);
    isApproved
      .and(event('ClassCancelled', { releasedFen: 0, commandId: uuid(9) }))
      .whenEffect('take-place', { ...li, late: true }, own)
      .thenRefused('B.5-order');
  });

  it('is refused when the class is full (B.5-order)', () => {
    small.whenEffect('take-place', li, own).thenRefused('B.5-order', /approved for 2/);
    small
      .whenEffect('give-place-back', { caseId: uuid(102), why: 'voided' })
      .next.whenEffect('take-place', li, own)
      .then(taken);
  });

  it('is refused for a person who is in the class already, and for a case id that is (B.5-order)', () => {
    isApproved
      .and(place(2, 'person-1'))
      .whenEffect('take-place', li, own)
      .thenRefused('B.5-order', new RegExp(uuid(102)));
    isApproved
      .and(place(1))
      .whenEffect('take-place', li, own)
      .thenRefused('B.5-order', /another case id/);
  });
});

describe('giving a place back', () => {
  it('frees place and person; given back twice, nothing more happens', () => {
    const back = isApproved
      .and(place(1))
      .whenEffect('give-place-back', { caseId: uuid(101), why: 'voided' }, own)
      .then({ type: 'PlaceGivenBack', data: { ...li, commandId: uuid(5), why: 'voided' } });
    expect(back.next.state).toMatchObject({ placeCount: 0, placeOf: {}, roster: {} });
    back.next.whenEffect('give-place-back', { caseId: uuid(101), why: 'voided' }, own).thenNothing();
  });

  it('as an undone reservation, is only for the command that took it', () => {
    const undo = { caseId: uuid(101), why: 'gave-back' };
    isApproved.and(place(1)).whenEffect('give-place-back', undo, own).thenNothing();
    isApproved
      .and(place(1))
      .whenEffect('give-place-back', undo, { commandId: uuid(201) })
      .then({ type: 'PlaceGivenBack', data: { ...li, commandId: uuid(201), why: 'gave-back' } });
  });
});
