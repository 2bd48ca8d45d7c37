import {
  event,
  localDateOf,
  yuan,
  type EffectContext,
  type EffectDecision,
  type EventBody,
  type Label,
  type Refusal,
} from '@ledger/kernel';
import type { ClassAmount, FundPostingMap } from './fund.events';
import type { FundState } from './fund.state';
import { posting } from './posting';

const NOTHING: EffectDecision = { events: [] };

/** Money is never back-dated: an earlier time posts at the line's latest, and the day that was asked for stays beside it. */
export function posted<T extends keyof FundPostingMap & string>(
  state: FundState,
  context: { readonly at: string },
  type: T,
  data: Omit<FundPostingMap[T], 'valueOn'>,
): EventBody {
  const last = state.lastOccurredAt;
  if (last === undefined || context.at >= last) return event(type, data);
  return event(type, { ...data, valueOn: localDateOf(context.at) }, { occurredAt: last });
}

/** What can be done about a line without cover. */
export const ALLOT_LESS: Label = {
  zh: '请减少分配金额，或先由其他单位退回分配',
  en: 'allot less, or have another unit return money first',
};
export const RETURN_LATER: Label = {
  zh: '已占用或支付的不能退回，请待资金退回后再办理',
  en: 'what is encumbered or paid cannot go back, so return it once the money is free',
};
const ENCUMBER_LESS: Label = {
  zh: '请减少人数、等待资金退回，或申请追加分配',
  en: 'reduce the head-count, wait for money to come back, or ask for a further allotment',
};
const REVERSE_LATER: Label = {
  zh: '该款已另作他用，请待资金退回或追加分配后再冲回',
  en: 'it was used again meanwhile, so wait for money to come back or for a further allotment',
};

/** a line never gives more than it has. */
export const uncovered = (state: FundState, wantedFen: number, what: Label, todo: Label): Refusal => ({
  ruleId: 'A-071-line',
  clause: '二(三)2',
  zh: `${what.zh}需要 ${yuan(wantedFen)} 元，资金账户可用余额只有 ${yuan(state.availableFen)} 元；${todo.zh}。`,
  en: `${what.en} needs ${yuan(wantedFen)} yuan but the fund line has only ${yuan(state.availableFen)} available; ${todo.en}.`,
});

const HAVE = {
  encumbered: '已占用',
  owed: '退票待付',
  'in transit': '在途',
  paid: '已支付',
  'recovered by this entry': '本笔追回',
} as const;

const short = (state: FundState, have: keyof typeof HAVE, wantedFen: number, haveFen: number): EffectDecision => ({
  refusal: {
    ruleId: 'A-071-line',
    clause: '二(三)2',
    zh: `资金账户“${HAVE[have]}”只有 ${yuan(haveFen)} 元，不足 ${yuan(wantedFen)} 元；请核对后重新办理。`,
    en: `The fund line holds ${yuan(haveFen)} yuan ${have}, less than ${yuan(wantedFen)}; check and try again.`,
  },
});

function encumber(
  data: { classId: string; amountFen: number; caseId?: string },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (posting.encumber(context.commandId, data.classId, data.caseId) in state.posted) return NOTHING;
  if (state.availableFen < data.amountFen)
    return { refusal: uncovered(state, data.amountFen, { zh: '占用资金', en: 'The encumbrance' }, ENCUMBER_LESS) };
  return { events: [posted(state, context, 'FundsEncumbered', { ...data, commandId: context.commandId })] };
}

/** Gives back this command's own encumbrance, or, as a follow-up, what a class or case no longer needs. */
function release(
  data: { classId: string; amountFen: number; caseId?: string; why: string },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  const gaveBackOwn = data.why === 'gave-back';
  const own = posting.encumber(context.commandId, data.classId, data.caseId) in state.posted;
  if (gaveBackOwn ? !own : posting.release(context.commandId, data.classId, data.caseId) in state.posted)
    return NOTHING;
  const held = state.encumberedByClass[data.classId] ?? 0;
  if (held < data.amountFen) return short(state, 'encumbered', data.amountFen, held);
  return { events: [posted(state, context, 'EncumbranceReleased', { ...data, commandId: context.commandId })] };
}

function takeAllotment(
  data: { allotmentId: string; toUnit: string; amountFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  const taken = state.allotments[data.allotmentId];
  if (taken?.commandId === context.commandId) return NOTHING;
  if (taken) {
    return {
      refusal: {
        ruleId: 'B.5-order',
        clause: '二(三)2',
        zh: `编号 ${data.allotmentId} 的分配已存在；请换一个编号。`,
        en: `Allotment ${data.allotmentId} exists already; use another id.`,
      },
    };
  }
  if (state.availableFen < data.amountFen)
    return { refusal: uncovered(state, data.amountFen, { zh: '本次分配', en: 'The allotment' }, ALLOT_LESS) };
  return { events: [posted(state, context, 'AllotmentTaken', { ...data, commandId: context.commandId })] };
}

function giveAllotmentBack(data: { allotmentId: string }, state: FundState, context: EffectContext): EffectDecision {
  const taken = state.allotments[data.allotmentId];
  if (taken?.commandId !== context.commandId) return NOTHING;
  const { amountFen } = taken;
  return {
    events: [
      posted(state, context, 'AllotmentGivenBack', {
        allotmentId: data.allotmentId,
        amountFen,
        commandId: context.commandId,
      }),
    ],
  };
}

function creditAllotmentReturn(
  data: { allotmentId: string; fromUnit: string; amountFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (!state.allotments[data.allotmentId]) return NOTHING;
  return { events: [posted(state, context, 'AllotmentReturned', data)] };
}

function dispatch(
  data: { batchId: string; encumbered: readonly ClassAmount[]; owedFen: number; totalFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (posting.dispatch(data.batchId) in state.posted) return NOTHING;
  for (const { classId, amountFen } of data.encumbered) {
    const held = state.encumberedByClass[classId] ?? 0;
    if (held < amountFen) return short(state, 'encumbered', amountFen, held);
  }
  if (state.owedFen < data.owedFen) return short(state, 'owed', data.owedFen, state.owedFen);
  return { events: [posted(state, context, 'PayoutsDispatched', data)] };
}

function answer(
  data: { batchId: string; answerId: string; paidFen: number; bouncedFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  const movedFen = data.paidFen + data.bouncedFen;
  if (movedFen === 0 || posting.answer(data.answerId) in state.posted) return NOTHING;
  const moving = state.inTransitByBatch[data.batchId] ?? 0;
  if (moving < movedFen) return short(state, 'in transit', movedFen, moving);
  return { events: [posted(state, context, 'PayoutsAnswered', data)] };
}

function returned(
  data: { batchId: string; answerId: string; amountFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (data.amountFen === 0 || posting.returned(data.answerId) in state.posted) return NOTHING;
  if (state.paidFen < data.amountFen) return short(state, 'paid', data.amountFen, state.paidFen);
  return { events: [posted(state, context, 'PayoutsReturned', data)] };
}

function correctAnswer(
  data: { caseId: string; batchId: string; answerId: string; amountFen: number; to: 'paid' | 'owed' },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (posting.corrected(data.answerId) in state.posted) return NOTHING;
  const [have, haveFen] = data.to === 'paid' ? (['owed', state.owedFen] as const) : (['paid', state.paidFen] as const);
  if (haveFen < data.amountFen) return short(state, have, data.amountFen, haveFen);
  return { events: [posted(state, context, 'AnswerCorrected', data)] };
}

function releaseOwed(
  data: { caseId: string; amountFen: number; why: string },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (posting.owed(context.commandId, data.caseId) in state.posted) return NOTHING;
  if (state.owedFen < data.amountFen) return short(state, 'owed', data.amountFen, state.owedFen);
  return { events: [posted(state, context, 'OwedReleased', { ...data, commandId: context.commandId })] };
}

interface Asking {
  readonly caseId: string;
  readonly recoveryId: string;
  readonly amountFen: number;
}

function askBack(data: Asking, state: FundState, context: EffectContext): EffectDecision {
  const { commandId } = context;
  if (posting.ask(commandId, data.caseId, data.recoveryId) in state.posted) return NOTHING;
  return { events: [posted(state, context, 'RecoveryAsked', { ...data, commandId })] };
}

function askNoMore(data: Asking, state: FundState, context: EffectContext): EffectDecision {
  const { commandId } = context;
  if (posting.drop(commandId, data.caseId, data.recoveryId) in state.posted) return NOTHING;
  return { events: [posted(state, context, 'RecoveryDropped', { ...data, commandId })] };
}

function recover(
  data: { caseId: string; recoveryId: string; entryId: string; amountFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (posting.recover(data.entryId) in state.posted) return NOTHING;
  return { events: [posted(state, context, 'FundsRecovered', { ...data, commandId: context.commandId })] };
}

/** A recovery entered in error: refused where the money has been encumbered again meanwhile. */
function reverseRecovery(
  data: { caseId: string; recoveryId: string; entryId: string; amountFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  if (posting.reverseBy(context.commandId, data.entryId) in state.posted) return NOTHING;
  const reversed = posting.reverse(data.entryId) in state.posted;
  const enteredFen = reversed ? 0 : (state.posted[posting.recover(data.entryId)] ?? 0);
  if (enteredFen !== data.amountFen) return short(state, 'recovered by this entry', data.amountFen, enteredFen);
  if (state.availableFen < data.amountFen)
    return {
      refusal: uncovered(state, data.amountFen, { zh: '冲回追回款', en: 'Reversing the recovery' }, REVERSE_LATER),
    };
  return { events: [posted(state, context, 'RecoveryEntryReversed', { ...data, commandId: context.commandId })] };
}

/** Gives back this command's own reversal, which did not come about. */
function restoreRecovery(
  data: { caseId: string; recoveryId: string; entryId: string; amountFen: number },
  state: FundState,
  context: EffectContext,
): EffectDecision {
  const { commandId } = context;
  const amountFen = state.posted[posting.reverseBy(commandId, data.entryId)];
  if (amountFen === undefined) return NOTHING;
  return { events: [posted(state, context, 'FundsRecovered', { ...data, amountFen, commandId })] };
}

export const fundEffects = {
  encumber,
  release,
  'take-allotment': takeAllotment,
  'give-allotment-back': giveAllotmentBack,
  'credit-allotment-return': creditAllotmentReturn,
  dispatch,
  answer,
  returned,
  'correct-answer': correctAnswer,
  'release-owed': releaseOwed,
  'ask-back': askBack,
  'ask-no-more': askNoMore,
  recover,
  'reverse-recovery': reverseRecovery,
  'restore-recovery': restoreRecovery,
};
