import { streamName, type Effect } from '@ledger/kernel';
import { classRef, type ClassState } from '../class';
import { fundRef } from '../fund';
import { personRef, type PersonEventMap } from '../person';
import type { LineGiveBack, MoneyEffect } from './case.events';
import type { CaseState } from './case.state';
import { lineOf } from './payout-lines';
import { allOpenFen } from './recovery/open-fen';

/**
 * 资金退回: what an ended claim gives back, line by line. Before it was instructed a line gives back to its class, or to the
 * fund line where the class is closed or never held it; what the bank sent back is released on the fund line, and of that
 * nothing is asked back of the payee any more, who has none of it.
 */
export function moneyBackOf(state: CaseState, classStatus: ClassState['status']): MoneyEffect {
  const back: LineGiveBack[] = [];
  let unfundedDroppedFen = 0;
  let owedReleasedFen = 0;
  for (const { line, amountFen, place } of state.lines) {
    if (place === 'class') back.push({ line, amountFen, to: classStatus === 'closed' ? 'fund' : 'class' });
    else if (place === 'fund') back.push({ line, amountFen, to: 'fund' });
    else if (place === 'unfunded') unfundedDroppedFen += amountFen;
    else if (place === 'owed') owedReleasedFen += amountFen;
  }
  const recoveryDroppedFen = Math.min(owedReleasedFen, allOpenFen(state));
  return {
    ...giveBackOf(back),
    ...(recoveryDroppedFen ? { recoveryDroppedFen } : {}),
    ...(unfundedDroppedFen ? { unfundedDroppedFen } : {}),
    ...(owedReleasedFen ? { owedReleasedFen } : {}),
  };
}

/** The lines' give-backs as an effect; the short form where line 1 alone gives back. */
export function giveBackOf(back: readonly LineGiveBack[]): MoneyEffect {
  const [first] = back;
  if (!first) return {};
  if (back.length === 1 && first.line === 1) return { giveBackFen: first.amountFen, giveBackTo: first.to };
  return {
    giveBackFen: back.reduce((sum, { amountFen }) => sum + amountFen, 0),
    ...(back.every(({ to }) => to === first.to) ? { giveBackTo: first.to } : {}),
    byLine: back,
  };
}

/** The steps on the class and the fund line that follow an event which gives money back, in that order. */
export function moneyBackEffects(state: CaseState, effect: MoneyEffect, why: string): Effect[] {
  const { caseId = '', classId = '', unit = '' } = state;
  const back: readonly LineGiveBack[] =
    effect.byLine ??
    (effect.giveBackFen ? [{ line: 1, amountFen: effect.giveBackFen, to: effect.giveBackTo ?? 'class' }] : []);
  const effects: Effect[] = [];
  let toFundFen = 0;
  for (const { line, amountFen, to } of back) {
    if (to === 'fund') toFundFen += amountFen;
    else effects.push(lessDrawn(state, line, amountFen, why));
  }
  const fund = streamName(fundRef(unit));
  if (toFundFen > 0)
    effects.push({ stream: fund, effect: 'release', data: { classId, amountFen: toFundFen, caseId, why } });
  if (effect.owedReleasedFen) {
    effects.push({ stream: fund, effect: 'release-owed', data: { caseId, amountFen: effect.owedReleasedFen, why } });
  }
  return effects;
}

/** A draw given back whole, or made smaller by what the line gave back. `state` is that after the event. */
function lessDrawn(state: CaseState, line: number, amountFen: number, why: string): Effect {
  const { caseId = '', classId = '' } = state;
  const stream = streamName(classRef(classId));
  const { amountFen: leftFen = 0, drawnBy } = lineOf(state, line) ?? {};
  if (leftFen > 0) return { stream, effect: 'change-draw', data: { caseId, line, toFen: leftFen, drawnBy } };
  return { stream, effect: 'give-draw-back', data: { caseId, line, amountFen, why, drawnBy } };
}

/** The slot goes back to the person. */
export const slotBackEffect = (state: CaseState, why: PersonEventMap['SlotReleased']['why']): Effect => ({
  stream: streamName(personRef(state.person ?? '')),
  effect: 'release-slot',
  data: { caseId: state.caseId ?? '', why },
});
