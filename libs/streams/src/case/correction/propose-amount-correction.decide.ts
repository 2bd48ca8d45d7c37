import { defineCommand, type Rule } from '@ledger/kernel';
import type { CaseState } from '../case.state';
import { caseStream } from '../case.stream';
import { subjectOfCase } from '../case-subject';
import { ProposeAmountCorrection } from './propose-amount-correction.command';
import { propose, proposing, type Proposing } from './proposing';
import { rateFacts, rateIn, rateRefs, type RateFacts } from './rate-facts';
import { amountChanges, atMostTheRate, type AmountInput } from './rules/correction-allowed.rule';

const rules: readonly Rule<Proposing & AmountInput>[] = [amountChanges, atMostTheRate];

export const proposeAmountCorrection = defineCommand<
  ProposeAmountCorrection,
  ProposeAmountCorrection,
  CaseState,
  RateFacts
>({
  name: 'ProposeAmountCorrection',
  zh: '建议更正金额',
  en: 'Propose to correct the amount',
  shape: ProposeAmountCorrection,
  stream: caseStream,
  target: ({ caseId }) => caseId,
  needs: (_command, state) => rateRefs(state),
  subject: subjectOfCase,
  decide(command, state, context) {
    const { amountFen } = command;
    const { facts } = context;
    const input = {
      ...proposing(command, { kind: 'AMOUNT', amountFen }, state, context),
      amountFen,
      rate: state.certificate && rateIn(state, state.certificate, facts),
      clock: facts.ledger.state.clock,
    };
    return propose(input, context, rules, rateFacts(state, facts));
  },
});
