import type { Decision, Rule } from '@ledger/kernel';
import { caseEvent, type CaseChange } from '../case.events';
import { concluded, moneyFacts, moneyFlags, moneyFor, roomForALine, type Approving } from './approving';
import { recoveryEvents, reservation } from './money-change';
import { rateFacts, rateIn, type RateFacts } from './rate-facts';
import { amountChanges, atMostTheRate, type AmountInput } from './rules/correction-allowed.rule';

type Amount = Extract<CaseChange, { kind: 'AMOUNT' }>;
type Account = Extract<CaseChange, { kind: 'ACCOUNT' }>;

const rules: readonly Rule<Approving & AmountInput>[] = [
  amountChanges,
  atMostTheRate,
  roomForALine(({ amountFen }) => amountFen),
];

/** 更正金额: more is drawn or encumbered, or waits without cover; less goes back, or is asked back from who was paid. */
export function approveAmount(approval: Approving<Amount>): Decision {
  const { state, change, proposalId, commandId, corrects } = approval;
  const { amountFen: toFen } = change;
  // The command asks for these streams where an amount is to be approved.
  const facts = approval.facts as RateFacts;
  const input = {
    ...approval,
    amountFen: toFen,
    rate: state.certificate && rateIn(state, state.certificate, facts),
    clock: facts.ledger.state.clock,
  };
  return concluded(input, rules, [...rateFacts(state, facts), ...moneyFacts(approval)], () => {
    const effect = moneyFor(approval, toFen);
    const amount = { proposalId, fromFen: state.dueFen, toFen, effect, commandId };
    return {
      events: [
        caseEvent('AmountCorrected', amount, { corrects }),
        ...recoveryEvents(state, effect, 'AMOUNT_CORRECTED'),
      ],
      before: reservation(state, effect, true),
      flags: moneyFlags(effect),
    };
  });
}

/** 更正收款账户: the next attempt to pay goes there. */
export function approveAccount(approval: Approving<Account>): Decision {
  const { change, proposalId, corrects } = approval;
  const { account } = change;
  return concluded(approval, [], [], () => ({
    events: [caseEvent('AccountCorrected', { proposalId, account }, { corrects })],
  }));
}
