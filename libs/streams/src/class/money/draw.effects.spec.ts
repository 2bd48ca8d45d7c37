import { event } from '@ledger/kernel';
import fc from 'fast-check';
import { given, uuid } from '@ledger/testing';
import { approved, drawn, filed, finished, started } from '@ledger/testing/class-samples';
import { classStream } from '../class.stream';
import { drawKey } from '../class.state';
import { freeFen } from './free-fen';

const [CASE, ME] = [uuid(101), uuid(5)];
const own = { commandId: ME };
const isApproved = given(classStream, filed(), approved({ encumberedFen: 250_000 }));
const ask = (amountFen: number, line = 1) => ({ caseId: CASE, line, amountFen });
const drew = (amountFen: number) => ({ type: 'ClassDrawn', data: { caseId: CASE, line: 1, amountFen, commandId: ME } });

describe('drawing on a class', () => {
  it('takes from what the class holds, once however often the command runs', () => {
    const once = isApproved.whenEffect('draw', ask(120_000), own).then(drew(120_000));
    expect(freeFen(once.next.state)).toBe(130_000);
    once.next.whenEffect('draw', ask(120_000), own).thenNothing();
  });

  it('may take the last fen, and is refused one fen more (A-071-class)', () => {
    isApproved.whenEffect('draw', ask(250_000), own).then(drew(250_000));
    isApproved.whenEffect('draw', ask(250_001), own).thenRefused('A-071-class', /2,500.01.*2,500.00/);
    isApproved
      .and(drawn(2, 200_000))
      .whenEffect('draw', ask(50_001), own)
      .thenRefused('A-071-class', /500.00/);
  });

  it('is refused for a line that has drawn already by another command (A-071-class)', () => {
    isApproved
      .and(drawn(1))
      .whenEffect('draw', ask(1), own)
      .thenRefused('A-071-class', /already/);
    isApproved
      .and(drawn(1))
      .whenEffect('draw', ask(1, 2), own)
      .then({ type: 'ClassDrawn', data: { ...ask(1, 2), commandId: ME } });
  });

  it('is open from approval to finish, not on a closed or cancelled class (A-071-class)', () => {
    isApproved.and(started(), finished()).whenEffect('draw', ask(1), own).then(drew(1));
    isApproved
      .and(event('ClassClosed', { releasedFen: 0, commandId: ME }))
      .whenEffect('draw', ask(1), own)
      .thenRefused('A-071-class', /fund line/);
    isApproved
      .and(event('ClassCancelled', { releasedFen: 0, commandId: ME }))
      .whenEffect('draw', ask(1), own)
      .thenRefused('A-071-class');
    given(classStream, filed()).whenEffect('draw', ask(1), own).thenRefused('A-071-class');
  });
});

describe('giving a draw back', () => {
  it('frees the whole draw, whatever amount is named; given back twice, nothing more happens', () => {
    const back = isApproved
      .and(drawn(1))
      .whenEffect('give-draw-back', { ...ask(1), why: 'rejected' }, own)
      .then({ type: 'DrawGivenBack', data: { ...ask(120_000), commandId: ME, why: 'rejected' } });
    expect(back.next.state).toMatchObject({ drawnFen: 0, draws: {} });
    back.next.whenEffect('give-draw-back', { ...ask(120_000), why: 'rejected' }, own).thenNothing();
  });

  it('as an undone reservation, is only for the command that drew', () => {
    const undo = { ...ask(120_000), why: 'gave-back' };
    isApproved.and(drawn(1)).whenEffect('give-draw-back', undo, own).thenNothing();
    isApproved
      .and(drawn(1))
      .whenEffect('give-draw-back', undo, { commandId: uuid(301) })
      .then({ type: 'DrawGivenBack', data: { ...ask(120_000), commandId: uuid(301), why: 'gave-back' } });
  });
});

describe('changing a draw', () => {
  const change = (toFen: number) => ({ caseId: CASE, line: 1, toFen });
  const isDrawn = isApproved.and(drawn(1));

  it('makes it larger within what the class holds, or smaller; asked again, nothing more happens', () => {
    const more = isDrawn
      .whenEffect('change-draw', { ...change(250_000), fromFen: 120_000 }, own)
      .then({ type: 'DrawChanged', data: { caseId: CASE, line: 1, fromFen: 120_000, toFen: 250_000, commandId: ME } });
    expect(more.next.state.drawnFen).toBe(250_000);
    more.next.whenEffect('change-draw', { ...change(250_000), fromFen: 120_000 }, own).thenNothing();
    const less = isDrawn.whenEffect('change-draw', change(1), own).next;
    expect(less.state.drawnFen).toBe(1);
    expect(less.state.draws[drawKey(CASE, 1)]).toMatchObject({ amountFen: 1, commandId: uuid(301) });
  });

  it('is refused beyond what the class holds, and where nothing was drawn (A-071-class)', () => {
    isDrawn
      .whenEffect('change-draw', { ...change(250_001), fromFen: 120_000 }, own)
      .thenRefused('A-071-class', /1,300.01.*1,300.00/);
    isApproved
      .whenEffect('change-draw', { ...change(1), fromFen: 0 }, own)
      .thenRefused('A-071-class', /nothing to change/);
  });

  it('as a reservation, is refused where another command changed the draw meanwhile (A-071-class)', () => {
    isDrawn
      .whenEffect('change-draw', { ...change(130_000), fromFen: 110_000 }, own)
      .thenRefused('A-071-class', /1,200.00.*1,100.00/);
    const mine = isDrawn.whenEffect('change-draw', { ...change(130_000), fromFen: 120_000 }, own).next;
    mine.whenEffect('change-draw', { ...change(130_000), fromFen: 120_000 }, own).thenNothing();
    mine
      .whenEffect('change-draw', { ...change(130_000), fromFen: 120_000 }, { commandId: uuid(6) })
      .thenRefused('A-071-class');
  });

  it('is undone by the command that made it larger, and by no other', () => {
    const data = { ...change(130_000), fromFen: 120_000 };
    const mine = isDrawn.whenEffect('change-draw', data, own).next;
    mine
      .whenEffect('give-change-back', data, own)
      .then({ type: 'DrawChanged', data: { caseId: CASE, line: 1, fromFen: 130_000, toFen: 120_000, commandId: ME } });
    mine.whenEffect('give-change-back', data, { commandId: uuid(6) }).thenNothing();
    isDrawn.whenEffect('give-change-back', data, own).thenNothing();
  });

  it('as what follows a correction, is never refused and never draws more: a withdrawal may have given all of it back meanwhile', () => {
    isApproved.whenEffect('change-draw', change(100_000), own).thenNothing();
    isDrawn.whenEffect('change-draw', change(130_000), own).thenNothing();
    isDrawn
      .whenEffect('change-draw', change(100_000), own)
      .then({ type: 'DrawChanged', data: { caseId: CASE, line: 1, fromFen: 120_000, toFen: 100_000, commandId: ME } });
  });

  it('as what follows a correction or a withdrawal, leaves alone what a later claim has drawn on the same line', () => {
    const { commandId: drawnBy } = isDrawn.state.draws[drawKey(CASE, 1)]!;
    isDrawn.whenEffect('change-draw', { ...change(100_000), drawnBy: uuid(9) }, own).thenNothing();
    isDrawn.whenEffect('give-draw-back', { ...ask(1), why: 'withdrawn', drawnBy: uuid(9) }, own).thenNothing();
    expect(isDrawn.whenEffect('change-draw', { ...change(1), drawnBy }, own).next.state.drawnFen).toBe(1);
    const back = isDrawn.whenEffect('give-draw-back', { ...ask(1), why: 'withdrawn', drawnBy }, own);
    expect(back.next.state.drawnFen).toBe(0);
  });

  it('to nothing, is a draw given back', () => {
    isDrawn
      .whenEffect('change-draw', change(0), own)
      .then({ type: 'DrawGivenBack', data: { ...ask(120_000), commandId: ME, why: 'changed-to-nothing' } });
  });
});

describe('under any sequence of draws, changes and give-backs', () => {
  const step = fc.record({
    effect: fc.constantFrom('draw', 'give-draw-back', 'change-draw', 'give-change-back'),
    line: fc.integer({ min: 1, max: 2 }),
    n: fc.integer({ min: 1, max: 4 }),
    command: fc.integer({ min: 1, max: 3 }),
    amountFen: fc.integer({ min: 0, max: 150_000 }),
    why: fc.constantFrom('gave-back', 'rejected'),
    close: fc.boolean(),
    reserves: fc.boolean(),
  });

  it('0 ≤ drawn ≤ held, and drawn is the sum of the live draws', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let on = isApproved;
        for (const { effect, line, n, command, amountFen, why, close, reserves } of steps) {
          const amount = Math.max(1, amountFen);
          const caseId = uuid(100 + n);
          const fromFen = reserves ? (on.state.draws[drawKey(caseId, line)]?.amountFen ?? 0) : undefined;
          const data = { caseId, line, amountFen: amount, fromFen, toFen: amountFen, why };
          on = on.whenEffect(effect, data, { commandId: uuid(400 + command) }).next;
          if (close && on.state.status === 'approved' && steps.length > 30) {
            on = on.and(event('ClassClosed', { releasedFen: freeFen(on.state), commandId: ME }));
          }
          const { heldFen, drawnFen, draws } = on.state;
          expect(drawnFen).toBeGreaterThanOrEqual(0);
          expect(drawnFen).toBeLessThanOrEqual(heldFen);
          expect(drawnFen).toBe(Object.values(draws).reduce((sum, draw) => sum + draw.amountFen, 0));
        }
      }),
      { numRuns: 200 },
    );
  });
});
