import { type EffectContext, type EffectDecision, type Refusal, yuan } from '@ledger/kernel';
import { classEvent } from '../class.events';
import { type ClassState, type Draw, drawKey } from '../class.state';
import { freeFen } from './free-fen';

interface DrawAsked {
  readonly caseId: string;
  readonly line: number;
  readonly amountFen: number;
  /** Where it goes back: the command whose draw is meant. */
  readonly drawnBy?: string;
}

/** A-071-class: claims draw on what the class encumbered and never on more. */
const refusal = (zh: string, en: string): { refusal: Refusal } => ({
  refusal: { ruleId: 'A-071-class', clause: '二(三)2', zh, en },
});

const beyond = (state: ClassState, amountFen: number): { refusal: Refusal } =>
  refusal(
    `本次需支用 ${yuan(amountFen)} 元，该班期占用资金只剩 ${yuan(freeFen(state))} 元；请核对金额和人数，或待班期资金退回后再申请。`,
    `This needs ${yuan(amountFen)} yuan but the class has only ${yuan(freeFen(state))} left of what it encumbered; check the amount and the head-count, or ask again when money has come back.`,
  );

function draw({ caseId, line, amountFen }: DrawAsked, state: ClassState, { commandId }: EffectContext): EffectDecision {
  const live = state.draws[drawKey(caseId, line)];
  if (live?.commandId === commandId) return { events: [] };
  if (live) {
    return refusal(
      `个案 ${caseId} 第 ${line} 笔已支用 ${yuan(live.amountFen)} 元；请勿重复支用。`,
      `Line ${line} of case ${caseId} has drawn ${yuan(live.amountFen)} yuan already; do not draw it again.`,
    );
  }
  if (state.status !== 'approved' && state.status !== 'started' && state.status !== 'finished') {
    return refusal(
      '该班期未核准、已取消或已结清，不能支用班期资金；结清后的申请请直接占用资金账户。',
      'The class is not approved, is cancelled or is closed, so nothing can be drawn on it; a claim after closing is encumbered on the fund line.',
    );
  }
  if (amountFen > freeFen(state)) return beyond(state, amountFen);
  return { events: [classEvent('ClassDrawn', { caseId, line, amountFen, commandId })] };
}

/** Given back meanwhile, and drawn again by a later claim. */
const isOther = (live: Draw | undefined, drawnBy: string | undefined): boolean =>
  live !== undefined && drawnBy !== undefined && live.commandId !== drawnBy;

/** Gives a whole draw back. `gave-back` undoes this command's own draw and nothing else. */
function giveDrawBack(
  { caseId, line, why, drawnBy }: DrawAsked & { why: string },
  state: ClassState,
  { commandId }: EffectContext,
): EffectDecision {
  const live = state.draws[drawKey(caseId, line)];
  if (isOther(live, drawnBy)) return { events: [] };
  if (!live || (why === 'gave-back' && live.commandId !== commandId)) return { events: [] };
  return { events: [classEvent('DrawGivenBack', { caseId, line, amountFen: live.amountFen, commandId, why })] };
}

interface ChangeAsked {
  readonly caseId: string;
  readonly line: number;
  /** What the asker saw, where it reserves: another command's change in between refuses it. */
  readonly fromFen?: number;
  readonly toFen: number;
  readonly drawnBy?: string;
}

/** Makes a live draw larger or smaller; a part given back is a smaller draw. Nothing left is a draw given back. */
function changeDraw(
  { caseId, line, fromFen: seenFen, toFen, drawnBy }: ChangeAsked,
  state: ClassState,
  { commandId }: EffectContext,
): EffectDecision {
  const live = state.draws[drawKey(caseId, line)];
  // What follows a correction only ever frees money: where the line gave back more meanwhile, or all of it, nothing is left to do.
  if (seenFen === undefined && (toFen >= (live?.amountFen ?? 0) || isOther(live, drawnBy))) return { events: [] };
  const reached = toFen === (live?.amountFen ?? 0);
  if (reached && live?.changed?.commandId === commandId) return { events: [] };
  if (live && seenFen !== undefined && live.amountFen !== seenFen) {
    return refusal(
      `个案 ${caseId} 第 ${line} 笔已变为 ${yuan(live.amountFen)} 元，不是 ${yuan(seenFen)} 元；请刷新后重新办理。`,
      `Line ${line} of case ${caseId} now draws ${yuan(live.amountFen)} yuan, not ${yuan(seenFen)}; reload and try again.`,
    );
  }
  if (!live) {
    return refusal(
      `个案 ${caseId} 第 ${line} 笔未在该班期支用资金，不能变更。`,
      `Line ${line} of case ${caseId} has drawn nothing on this class, so there is nothing to change.`,
    );
  }
  const fromFen = live.amountFen;
  if (toFen === 0)
    return {
      events: [classEvent('DrawGivenBack', { caseId, line, amountFen: fromFen, commandId, why: 'changed-to-nothing' })],
    };
  if (toFen - fromFen > freeFen(state)) return beyond(state, toFen - fromFen);
  return { events: [classEvent('DrawChanged', { caseId, line, fromFen, toFen, commandId })] };
}

/** Undoes this command's own increase of a draw and nothing else: only an increase is reserved. */
function giveChangeBack(
  { caseId, line, toFen }: ChangeAsked,
  state: ClassState,
  { commandId }: EffectContext,
): EffectDecision {
  const live = state.draws[drawKey(caseId, line)];
  if (!live || live.changed?.commandId !== commandId || live.amountFen !== toFen) return { events: [] };
  const { fromFen } = live.changed;
  if (fromFen > toFen) return { events: [] };
  return { events: [classEvent('DrawChanged', { caseId, line, fromFen: toFen, toFen: fromFen, commandId })] };
}

export const drawEffects = {
  draw,
  'give-draw-back': giveDrawBack,
  'change-draw': changeDraw,
  'give-change-back': giveChangeBack,
};
