import type { LedgerEvent } from '@ledger/kernel';
import { decidedBy, type DecidedProposal } from '../../rules';
import type { CaseState } from '../case.state';

/** The proposal no longer waits; how it ended stays, for whoever comes second. */
export function decided(
  state: CaseState,
  proposalId: string,
  event: LedgerEvent,
  outcome: DecidedProposal['outcome'] = 'approved',
): CaseState {
  const { [proposalId]: _decided, ...left } = state.proposals;
  state.proposals = left;
  state.decidedProposals = { ...state.decidedProposals, [proposalId]: decidedBy(event, outcome) };
  return state;
}
