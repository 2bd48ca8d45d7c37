import type { Rule } from '@ledger/kernel';
import { anotherPerson, type Matter, notBefore, openProposal } from '../../rules';
import type { AccountProposal, OrgState } from '../org.state';

/** A decision on a proposed account. */
export type DecidesAccountChange = Matter<{ readonly uscc: string; readonly proposalId: string }, OrgState>;

export const accountProposal = ({
  command,
  state,
}: Pick<DecidesAccountChange, 'command' | 'state'>): AccountProposal | undefined =>
  state.accountProposals[command.proposalId];

/** B.5-four-eyes: a change of account is decided once, by another person, and not before it was proposed. */
export const decidesAccountChange: readonly Rule<DecidesAccountChange>[] = [
  openProposal<DecidesAccountChange>((matter) => ({
    open: accountProposal(matter),
    decided: matter.state.decidedProposals[matter.command.proposalId],
  })),
  anotherPerson<DecidesAccountChange>((matter) => accountProposal(matter)?.proposedBy),
  notBefore<DecidesAccountChange>((matter) => accountProposal(matter)?.at),
];
