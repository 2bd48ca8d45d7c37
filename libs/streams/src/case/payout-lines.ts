import type { LedgerEvent } from '@ledger/kernel';
import type { MoneyEffect } from './case.events';
import type { Attempt, CaseState, LinePlace, PayoutLine } from './case.state';

/*
 * What happens to a case's payout lines, for evolve and for who reads them. Total: what a line cannot give is not taken.
 */

/** Lines whose money waits and was not instructed: with the class, on the fund line, or not covered yet. */
export const waitingLines = (state: CaseState): PayoutLine[] =>
  state.lines.filter(({ place }) => place === 'class' || place === 'fund' || place === 'unfunded');

/** Whether any attempt was ever instructed: from then on money goes back to the fund line only, and the class's draw stays. */
export const wasDispatched = (state: CaseState): boolean =>
  state.lines.some(({ attempts }) => attempts.some(({ status }) => status !== 'assigned' && status !== 'unassigned'));

export const lineOf = (state: CaseState, no: number): PayoutLine | undefined => state.lines[no - 1];

export const attemptOf = (state: CaseState, no: number, attempt: number): Attempt | undefined =>
  lineOf(state, no)?.attempts.find((each) => each.attempt === attempt);

/** A hold, correction or withdrawal ends the assignment to a batch. */
export function endAssignments(state: CaseState): void {
  for (const { attempts } of state.lines) {
    const last = attempts[attempts.length - 1];
    if (last?.status === 'assigned') last.status = 'unassigned';
  }
}

/** Puts money on a line, opening it where it does not exist. A line that is gone comes back; its attempts stay. */
export function fundLine(state: CaseState, no: number, amountFen: number, place: LinePlace, drawnBy: string): void {
  const line = lineOf(state, no);
  if (line === undefined) {
    state.lines.push({ line: state.lines.length + 1, amountFen, place, drawnBy, cameFrom: undefined, attempts: [] });
  } else if (line.place === 'gone') {
    line.amountFen = amountFen;
    line.place = place;
    line.drawnBy = drawnBy;
  } else {
    line.amountFen += amountFen;
  }
}

/** Applies what an event says of money to the lines. */
export function applyMoney(state: CaseState, effect: MoneyEffect, { command: { id } }: LedgerEvent): void {
  if (effect.byLine) for (const { line, amountFen, to } of effect.byLine) giveBack(lineOf(state, line), amountFen, to);
  else if (effect.giveBackFen) giveBack(lineOf(state, 1), effect.giveBackFen, effect.giveBackTo ?? 'class');
  if (effect.owedReleasedFen) takeFrom(state, 'owed', effect.owedReleasedFen);
  if (effect.unfundedDroppedFen) takeFrom(state, 'unfunded', effect.unfundedDroppedFen);
  if (effect.drawFen) fundLine(state, effect.line ?? 1, effect.drawFen, effect.drawFrom ?? 'class', id);
  if (effect.forgivenUsedFen) state.forgivenFen -= effect.forgivenUsedFen;
  if (effect.unfundedFen) fundLine(state, state.lines.length + 1, effect.unfundedFen, 'unfunded', id);
}

/** From the last such line backwards: supplements go before the claim itself. */
function takeFrom(state: CaseState, place: LinePlace, amountFen: number): void {
  let left = amountFen;
  for (let i = state.lines.length - 1; i >= 0 && left > 0; i--) {
    const line = state.lines[i]!;
    if (line.place === place) left -= take(line, left);
  }
}

/** A class that was closed keeps the draw as it was: what is left on the line is the fund line's from then on, also where the class reopens. */
function giveBack(line: PayoutLine | undefined, amountFen: number, to: 'class' | 'fund'): void {
  take(line, amountFen);
  if (line?.place === 'class' && to === 'fund') line.place = 'fund';
}

function take(line: PayoutLine | undefined, amountFen: number): number {
  if (line === undefined) return 0;
  const taken = Math.min(line.amountFen, amountFen);
  line.amountFen -= taken;
  if (line.amountFen === 0) line.place = 'gone';
  return taken;
}
