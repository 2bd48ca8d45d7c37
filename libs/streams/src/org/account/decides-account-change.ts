import type { Rule } from '@ledger/kernel';
import { anotherPerson, type Matter, notBefore, openProposal } from '../../rules';
import type { AccountProposal, OrgState } from '../org.state';

type M = Matter<{ readonly uscc: string; readonly proposalId: string }, OrgState>;

export const accountProposal = ({ command, state }: Pick<M, 'command' | 'state'>): AccountProposal | undefined =>
  state.accountProposals[command.proposalId];

/** B.5-four-eyes: a change of account is decided once, by another person, and not before it was proposed. */
export const decidesAccountChange: readonly Rule<M>[] = [
  openProposal<M>((matter) => ({
    open: accountProposal(matter),
    decided: matter.state.decidedProposals[matter.command.proposalId],
  })),
  anotherPerson<M>((matter) => accountProposal(matter)?.proposedBy),
  notBefore<M>((matter) => accountProposal(matter)?.at),
];
