import { streamName, yearOf, type Decision, type Effect, type Rule } from '@ledger/kernel';
import { fundRef } from '../../fund';
import { personRef } from '../../person';
import { caseEvent, type CaseChange, type CaseEventMap } from '../case.events';
import type { CaseState } from '../case.state';
import { attemptOf } from '../payout-lines';
import { endToEndId } from '../payout/end-to-end-id';
import { concluded, type Approving } from './approving';
import { answerChanges, notPaidTwice, paidOnADay, stillThere, type AnswerInput } from './rules/bank-answer.rule';

type BankAnswer = Extract<CaseChange, { kind: 'BANK_ANSWER' }>;

const rules: readonly Rule<Approving & AnswerInput>[] = [answerChanges, paidOnADay, notPaidTwice, stillThere];

/** 更正回盘: owed ↔ paid for one attempt; an assignment to a batch that was not sent ends, so that nothing is paid twice. */
export function approveBankAnswer(approval: Approving<BankAnswer>): Decision {
  const { state, change, proposalId, commandId, corrects } = approval;
  return concluded({ ...approval, answer: change }, rules, [], () => {
    const { line, attempt, result, bankReason, paidOn } = change;
    const { batchId, amountFen, status } = attemptOf(state, line, attempt)!;
    const from = status === 'settled' ? 'PAID' : status === 'rejected' ? 'REJECTED' : 'RETURNED';
    const data = { proposalId, batchId, line, attempt, amountFen, from, result, commandId } as const;
    const more = result === 'PAID' ? { year: yearOf(paidOn ?? '') } : { reason: bankReason ?? 'NARR' };
    return { events: [caseEvent('PayoutAnswerCorrected', { ...data, ...more }, { corrects })] };
  });
}

/** What follows: the batch that was answered, the fund line where money moves, and the year of the slot. */
export function answerCorrectedEffects(
  e: CaseEventMap['PayoutAnswerCorrected'],
  { caseId = '', unit = '', person = '', lines }: CaseState,
): Effect[] {
  const { proposalId, batchId, line, attempt, amountFen, from, result, reason, year } = e;
  const said = { correctionId: proposalId, endToEndId: endToEndId(caseId, line, attempt), result };
  // The batch slice looks at this one, not the other way round: its stream is named here.
  const batch: Effect = {
    stream: `batch-${batchId}`,
    effect: 'correct-answer',
    data: reason === undefined ? said : { ...said, reason },
  };
  if ((from === 'PAID') === (result === 'PAID')) return [batch];
  const to = result === 'PAID' ? 'paid' : 'owed';
  const money = { caseId, batchId, answerId: `${batchId}/${proposalId}`, amountFen, to };
  const slot = streamName(personRef(person));
  const stillPaid = lines.some(({ place }) => place === 'paid');
  return [
    batch,
    { stream: streamName(fundRef(unit)), effect: 'correct-answer', data: money },
    ...(year !== undefined ? [{ stream: slot, effect: 'mark-paid', data: { caseId, year } }] : []),
    ...(year === undefined && !stillPaid ? [{ stream: slot, effect: 'unmark-paid', data: { caseId } }] : []),
  ];
}
