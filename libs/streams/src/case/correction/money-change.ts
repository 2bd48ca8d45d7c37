import { streamName, type Effect, type EventBody } from '@ledger/kernel';
import { classRef } from '../../class';
import { fundRef } from '../../fund';
import { caseEvent, type LineGiveBack, type MoneyEffect } from '../case.events';
import type { CaseState, PayoutLine } from '../case.state';
import { giveBackOf } from '../money-back';
import { lineOf } from '../payout-lines';
import { allOpenFen, nextRecoveryId, openFen, recoveredFen } from '../recovery/open-fen';
import type { RecoveryCause } from '../recovery/recovery-cause';
import type { Cover } from './cover';

/*
 * 资金变动: what happens to money when something else is due than before. All amounts in fen. One sum governs it: what the
 * lines hold, less what came back or is asked back, less what was written off, is what is due. Where it is not, the gap is
 * closed: upwards from what is asked back or was written off, then from the class, then from the fund line, else it stands
 * UNFUNDED; downwards from what was not paid yet, the last line first, then from the payee, by a recovery.
 */

/** Lines are one digit to base 36 in the bank's reference. */
export const MAX_LINES = 35;

/** What the payee has had or will have, as things stand. */
export const coveredFen = (state: CaseState): number =>
  state.lines.reduce((sum, { amountFen }) => sum + amountFen, 0) -
  recoveredFen(state) -
  allOpenFen(state) -
  state.forgivenFen;

/** How the lines come to hold what is due now. Nothing moves while the bank has one of them: then all waits for its answer. */
export function moneyChange(state: CaseState, dueFen: number, cover: Cover): MoneyEffect {
  const gapFen = dueFen - coveredFen(state);
  if (state.lines.some(({ place }) => place === 'in-transit')) return gapFen === 0 ? {} : { waitsForBank: true };
  const change = gapFen > 0 ? more(state, gapFen, cover) : less(state, -gapFen, cover);
  return setOff(state, change);
}

function more(state: CaseState, gapFen: number, cover: Cover): MoneyEffect {
  const recoveryDroppedFen = Math.min(gapFen, allOpenFen(state));
  const forgivenUsedFen = Math.min(gapFen - recoveryDroppedFen, state.forgivenFen);
  const neededFen = gapFen - recoveryDroppedFen - forgivenUsedFen;
  return {
    ...present({ recoveryDroppedFen, forgivenUsedFen }),
    ...(neededFen > 0 ? coveredBy(state, neededFen, cover) : {}),
  };
}

/** Where a line's further money comes from: the class first, then the fund line; without cover it stands and waits. */
function coveredBy(state: CaseState, amountFen: number, cover: Cover): MoneyEffect {
  if (cover.classOpen && amountFen <= cover.freeFen) {
    const grows = lastLine(state, (each) => each.place === 'class' && cover.drawnFen.get(each.line) === each.amountFen);
    return { drawFen: amountFen, drawFrom: 'class', line: grows?.line ?? freeLine(state, cover) };
  }
  if (amountFen <= cover.availableFen) {
    const grows = lastLine(state, ({ place }) => place === 'fund');
    return { drawFen: amountFen, drawFrom: 'fund', line: grows?.line ?? freeLine(state) };
  }
  return { unfundedFen: amountFen };
}

const lastLine = (state: CaseState, fits: (line: PayoutLine) => boolean): PayoutLine | undefined =>
  state.lines.toReversed().find(fits);

/** A line that is gone serves again, unless its draw stays with the class; else the next number. */
const freeLine = (state: CaseState, cover?: Cover): number =>
  state.lines.find(({ line, place }) => place === 'gone' && !cover?.drawnFen.has(line))?.line ?? state.lines.length + 1;

function less(state: CaseState, surplusFen: number, cover: Cover): MoneyEffect {
  let leftFen = surplusFen;
  const take = (wantedFen: number): number => {
    const takenFen = Math.min(wantedFen, leftFen);
    leftFen -= takenFen;
    return takenFen;
  };
  const unfundedDroppedFen = take(heldAt(state, 'unfunded'));
  const back: LineGiveBack[] = [];
  for (const { line, place, amountFen } of state.lines.toReversed()) {
    if (place !== 'class' && place !== 'fund') continue;
    const takenFen = take(amountFen);
    const toClass = place === 'class' && cover.classOpen;
    if (takenFen > 0) back.push({ line, amountFen: takenFen, to: toClass ? 'class' : 'fund' });
  }
  const owedReleasedFen = take(heldAt(state, 'owed'));
  return { ...giveBackOf(back), ...present({ unfundedDroppedFen, owedReleasedFen, recoverFen: leftFen }) };
}

const heldAt = (state: CaseState, at: PayoutLine['place']): number =>
  state.lines.reduce((sum, { place, amountFen }) => (place === at ? sum + amountFen : sum), 0);

/** What the bank sent back and what is asked back cancel out: nobody is paid with one hand and pursued with the other. */
function setOff(state: CaseState, change: MoneyEffect): MoneyEffect {
  const owedFen = heldAt(state, 'owed') - (change.owedReleasedFen ?? 0);
  const askedFen = allOpenFen(state) - (change.recoveryDroppedFen ?? 0);
  const offFen = Math.min(owedFen, askedFen);
  if (offFen === 0) return change;
  return {
    ...change,
    owedReleasedFen: (change.owedReleasedFen ?? 0) + offFen,
    recoveryDroppedFen: (change.recoveryDroppedFen ?? 0) + offFen,
  };
}

type Amounts = { readonly [K in keyof MoneyEffect]?: number };

/** The amounts that are not nothing. */
const present = (amounts: Amounts): MoneyEffect =>
  Object.fromEntries(Object.entries(amounts).filter(([, amountFen]) => amountFen !== 0));

/**
 * The reservation that the change needs, before it is recorded. `optional`: without cover the correction stands all the same,
 * so a race that is lost is no refusal, and the correction is decided again.
 */
export function reservation(state: CaseState, change: MoneyEffect, optional: boolean): Effect[] {
  const { caseId = '', classId = '', unit = '' } = state;
  const { drawFen: amountFen, drawFrom, line = 1 } = change;
  if (!amountFen) return [];
  const missable = optional ? { optional } : {};
  if (drawFrom === 'fund') {
    const data = { classId, amountFen, caseId };
    const giveBack = { effect: 'release', data: { ...data, why: 'gave-back' } };
    return [{ stream: streamName(fundRef(unit)), effect: 'encumber', data, giveBack, ...missable }];
  }
  const stream = streamName(classRef(classId));
  const held = lineOf(state, line);
  if (held === undefined || held.place === 'gone' || held.place === 'unfunded') {
    const data = { caseId, line, amountFen };
    return [
      {
        stream,
        effect: 'draw',
        data,
        giveBack: { effect: 'give-draw-back', data: { ...data, why: 'gave-back' } },
        ...missable,
      },
    ];
  }
  const data = { caseId, line, fromFen: held.amountFen, toFen: held.amountFen + amountFen };
  return [{ stream, effect: 'change-draw', data, giveBack: { effect: 'give-change-back', data }, ...missable }];
}

/** The recoveries that the change ends or opens, on the case itself. */
export function recoveryEvents(state: CaseState, change: MoneyEffect, cause: RecoveryCause): EventBody[] {
  const events = droppedRecoveries(state, change);
  const opened = events.filter(({ type }) => type === 'RecoveryOpened').length;
  if (change.recoverFen) events.push(open(state, opened, change.recoverFen, cause));
  return events;
}

/** The recoveries of which less is asked back, the latest first. */
export function droppedRecoveries(state: CaseState, change: MoneyEffect): EventBody[] {
  const events: EventBody[] = [];
  let dropFen = change.recoveryDroppedFen ?? 0;
  let opened = 0;
  for (const recovery of Object.values(state.recoveries).toReversed()) {
    const askedFen = openFen(recovery);
    if (dropFen === 0 || askedFen === 0) continue;
    const { recoveryId } = recovery;
    events.push(caseEvent('RecoveryClosed', { recoveryId, how: 'cancelled', openFen: askedFen }));
    // Less than the whole of it: the rest goes on as a recovery of its own.
    if (askedFen > dropFen) events.push(open(state, opened++, askedFen - dropFen, recovery.cause));
    dropFen -= Math.min(askedFen, dropFen);
  }
  return events;
}

const open = (state: CaseState, after: number, amountFen: number, cause: string): EventBody =>
  caseEvent('RecoveryOpened', {
    recoveryId: nextRecoveryId(state, after),
    amountFen,
    fromPayee: state.account?.payee ?? '',
    cause,
  });
