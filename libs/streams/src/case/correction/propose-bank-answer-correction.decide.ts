import { defineCommand, type Rule } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeBankAnswerCorrection } from './propose-bank-answer-correction.command';
import { propose, proposing, type Proposing } from './proposing';
import { answerChanges, notPaidTwice, paidOnADay, stillThere, type AnswerInput } from './rules/bank-answer.rule';

const rules: readonly Rule<Proposing & AnswerInput>[] = [answerChanges, paidOnADay, notPaidTwice, stillThere];

export const proposeBankAnswerCorrection = defineCommand<
  ProposeBankAnswerCorrection,
  ProposeBankAnswerCorrection,
  CaseState
>({
  name: 'ProposeBankAnswerCorrection',
  zh: '建议更正银行回盘',
  en: "Propose to correct the bank's answer",
  shape: ProposeBankAnswerCorrection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  subject: subjectOfCase,
  decide(command, state, context) {
    const { line, attempt, result, bankReason, paidOn } = command;
    const answer = {
      kind: 'BANK_ANSWER' as const,
      line,
      attempt,
      result,
      ...(bankReason === undefined ? {} : { bankReason }),
      ...(paidOn === undefined ? {} : { paidOn }),
    };
    return propose({ ...proposing(command, answer, state, context), answer, today: context.today }, context, rules);
  },
});
