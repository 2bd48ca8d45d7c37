import type { EffectContext, EffectDecision, Refusal } from '@ledger/kernel';
import { caseEvent } from '../case.events';
import type { Attempt, CaseState, PayoutLine } from '../case.state';
import { attemptOf, lineOf } from '../payout-lines';
import { liveAttempt, nextAttempt, paidFrom } from './payable-lines';
import { whyCaseNotPayable, whyLineNotPayable } from './rules/why-not-payable';

/** One line of one attempt, as a batch names it. */
export interface OfBatch {
  readonly batchId: string;
  readonly line: number;
  readonly attempt: number;
}

export interface AssignPayout extends OfBatch {
  readonly amountFen: number;
  readonly from: Attempt['from'];
  readonly reissueReason?: string;
}

export interface InstructPayout extends OfBatch {
  readonly amountFen: number;
  readonly endToEndId: string;
}

export interface AnswerPayout extends OfBatch {
  readonly amountFen: number;
  readonly reason?: string;
  readonly year?: number;
}

const NOTHING: EffectDecision = { events: [] };

const changed = (line: number): Refusal => ({
  ruleId: 'D.4-batch',
  clause: '二(三)2',
  zh: `第 ${line} 行的金额、来源或批次已与所列不同；请重新编制批次。`,
  en: `Line ${line} is no longer as listed (amount, source or batch); make the batch anew.`,
});

/** 列入批次: refused with the reason why the line may not be paid now. */
function assign(data: AssignPayout, state: CaseState, { commandId, at }: EffectContext): EffectDecision {
  const { batchId, line: no, attempt, amountFen, from, reissueReason } = data;
  const line = lineOf(state, no);
  if (line === undefined) return { refusal: changed(no) };
  const live = liveAttempt(line);
  const own = live?.status === 'assigned' && live.commandId === commandId && live.batchId === batchId;
  if (own) return live.attempt === attempt && live.amountFen === amountFen ? NOTHING : { refusal: changed(no) };
  const paying = { at, reissueReason };
  const refusal = whyCaseNotPayable(state, paying) ?? whyLineNotPayable(state, line, paying);
  if (refusal) return { refusal };
  const asListed = nextAttempt(line, commandId) === attempt && line.amountFen === amountFen && paidFrom(line) === from;
  if (!asListed) return { refusal: changed(no) };
  return { events: [caseEvent('PayoutAssigned', { batchId, line: no, attempt, amountFen, from, commandId })] };
}

/** 移出批次: only while it is in that batch, and before it was dispatched; an own reservation is given back by its own command only. */
function unassign(data: OfBatch & { why: string }, state: CaseState, { commandId }: EffectContext): EffectDecision {
  const { batchId, line, attempt, why } = data;
  const found = attemptOf(state, line, attempt);
  if (found?.batchId !== batchId) return NOTHING;
  const unassigned = caseEvent('PayoutUnassigned', { batchId, line, attempt, why });
  // Cancelled while it was being dispatched: that dispatch will be refused, and its instruction must not outlive the batch.
  if (found.status === 'instructed' && why === 'cancelled')
    return { events: [caseEvent('PayoutInstructionTakenBack', { batchId, line, attempt }), unassigned] };
  if (found.status !== 'assigned') return NOTHING;
  if (why === 'gave-back' && found.commandId !== commandId) return NOTHING;
  return { events: [unassigned] };
}

/** Why a line of a batch may not go out now: what held when it was assigned is judged again. */
export function whyNotInstructed(
  state: CaseState,
  line: PayoutLine | undefined,
  data: OfBatch & { amountFen: number },
  at: string,
): Refusal | undefined {
  const live = line && liveAttempt(line);
  const listed =
    live?.status === 'assigned' &&
    live.batchId === data.batchId &&
    live.attempt === data.attempt &&
    live.amountFen === data.amountFen &&
    line?.amountFen === data.amountFen;
  return whyCaseNotPayable(state, { at }) ?? (listed ? undefined : changed(data.line));
}

function instruct(data: InstructPayout, state: CaseState, { commandId, at }: EffectContext): EffectDecision {
  const { batchId, line: no, attempt, amountFen, endToEndId } = data;
  const found = attemptOf(state, no, attempt);
  if (found?.status === 'instructed' && found.batchId === batchId && found.instructedBy === commandId) return NOTHING;
  const refusal = whyNotInstructed(state, lineOf(state, no), data, at);
  if (refusal) return { refusal };
  return { events: [caseEvent('PayoutInstructed', { batchId, line: no, attempt, amountFen, endToEndId })] };
}

/** A dispatch that was refused after all takes back its own instructions and no other. */
function takeInstructionBack(data: OfBatch, state: CaseState, { commandId }: EffectContext): EffectDecision {
  const { batchId, line, attempt } = data;
  const found = attemptOf(state, line, attempt);
  if (found?.status !== 'instructed' || found.batchId !== batchId || found.instructedBy !== commandId) return NOTHING;
  return { events: [caseEvent('PayoutInstructionTakenBack', { batchId, line, attempt })] };
}

/** The attempt that the bank speaks of, if it stands so that this can be news. */
const answerable = (state: CaseState, data: OfBatch, ...from: readonly Attempt['status'][]): Attempt | undefined => {
  const found = attemptOf(state, data.line, data.attempt);
  return found?.batchId === data.batchId && from.includes(found.status) ? found : undefined;
};

function settle(data: AnswerPayout, state: CaseState, _context: EffectContext): EffectDecision {
  const { batchId, line, attempt, amountFen, year = 0 } = data;
  if (!answerable(state, data, 'instructed')) return NOTHING;
  return { events: [caseEvent('PayoutSettled', { batchId, line, attempt, amountFen, year })] };
}

function reject(data: AnswerPayout, state: CaseState, _context: EffectContext): EffectDecision {
  const { batchId, line, attempt, amountFen, reason = 'NARR' } = data;
  if (!answerable(state, data, 'instructed')) return NOTHING;
  return { events: [caseEvent('PayoutRejected', { batchId, line, attempt, amountFen, reason })] };
}

/** 退票: also after the bank had said that it was paid. */
function returned(data: AnswerPayout, state: CaseState, _context: EffectContext): EffectDecision {
  const { batchId, line, attempt, amountFen, reason = 'NARR' } = data;
  const found = answerable(state, data, 'instructed', 'settled');
  if (!found) return NOTHING;
  const afterSettled = found.status === 'settled';
  return { events: [caseEvent('PayoutReturned', { batchId, line, attempt, amountFen, reason, afterSettled })] };
}

/** What batches do to the lines of a case. The bank's answers are facts: they are never refused. */
export const payoutEffects = {
  'assign-payout': assign,
  'unassign-payout': unassign,
  'instruct-payout': instruct,
  'take-instruction-back': takeInstructionBack,
  'settle-payout': settle,
  'reject-payout': reject,
  'return-payout': returned,
};
