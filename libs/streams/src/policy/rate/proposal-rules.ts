import { fails, holds, type Rule } from '@ledger/kernel';
import { anotherPerson, type Matter, notBefore, openProposal } from '../../rules';
import type { PolicyState, RateProposal } from '../policy.state';

/** A decision on a proposal. */
type M = Matter<{ readonly proposalId: string }, PolicyState>;

export const proposalIn = ({ command, state }: Pick<M, 'command' | 'state'>): RateProposal | undefined =>
  state.rateProposals[command.proposalId];

/** B.5-four-eyes: a proposal is decided once, by another person, and not before it was made. */
export const decidesProposal: readonly Rule<M>[] = [
  openProposal<M>((matter) => ({
    open: proposalIn(matter),
    decided: matter.state.decidedProposals[matter.command.proposalId],
  })),
  anotherPerson<M>((matter) => proposalIn(matter)?.proposedBy),
  notBefore<M>((matter) => proposalIn(matter)?.at),
];

/** The rate is there and waits for its confirmation. */
export const rateAwaitsConfirmation = <R extends { readonly state: PolicyState }>(
  rateIdOf: (matter: R) => string | undefined,
): Rule<R> => ({
  ruleId: 'B.5-order',
  clause: '三(二)',
  judge(matter) {
    const rate = matter.state.rates[rateIdOf(matter) ?? ''];
    if (!rate || rate.status === 'unconfirmed') return holds(rate?.status ?? null);
    return fails(
      `补贴标准 ${rate.rateId} ${rate.status === 'confirmed' ? '已经确认' : '已撤回'}；无需再确认。`,
      `Rate ${rate.rateId} is ${rate.status} already; there is nothing to confirm.`,
      rate.status,
    );
  },
});
