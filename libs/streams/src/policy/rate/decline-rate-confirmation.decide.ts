import { defineCommand, type Protected } from '@ledger/kernel';
import { decideBy } from '../../rules';
import { onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { DeclineRateConfirmation } from './decline-rate-confirmation.command';
import { decidesProposal } from './proposal-rules';

export const declineRateConfirmation = defineCommand<
  DeclineRateConfirmation,
  Protected<DeclineRateConfirmation>,
  PolicyState
>({
  ...onPolicy,
  name: 'DeclineRateConfirmation',
  zh: '不同意标准确认',
  en: 'Decline the confirmation of a rate',
  shape: DeclineRateConfirmation,
  decide(command, state, context) {
    const { proposalId } = command;
    return decideBy(decidesProposal, { command, state, context }, () => {
      const rateId = state.rateProposals[proposalId]!.rateId;
      return { events: policyEvent('RateConfirmationDeclined', { proposalId, rateId }) };
    });
  },
});
