import type { Actor, Rule } from '@ledger/kernel';
import { anotherPerson, notBefore, openProposal } from '../../rules';
import type { Proposal } from '../case.state';
import type { Act } from '../rules/act';
import { otherPersonThan } from '../rules/other-person.rule';

/** What is judged of every decision on a proposal. */
export interface Deciding extends Act {
  readonly proposalId: string;
  readonly context: { readonly actor: Actor; readonly at: string };
}

export const proposalOf = ({ state, proposalId }: Deciding): Proposal | undefined => state.proposals[proposalId];

const act = { zh: '决定更正', en: 'decide the correction' };

/** A proposal that is open, decided after it was made, by another person than its proposer and than the claim's submitter. */
export const decidable: readonly Rule<Deciding>[] = [
  openProposal((input) => ({ open: proposalOf(input), decided: input.state.decidedProposals[input.proposalId] })),
  notBefore((input) => proposalOf(input)?.at),
  anotherPerson((input) => proposalOf(input)?.proposedBy),
  otherPersonThan(act, 'submitter'),
];
