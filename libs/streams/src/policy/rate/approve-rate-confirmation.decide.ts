import { defineCommand, type Protected } from '@ledger/kernel';
import { decideBy, type Matter } from '../../rules';
import { onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { ApproveRateConfirmation } from './approve-rate-confirmation.command';
import { decidesProposal, proposalIn, rateAwaitsConfirmation } from './proposal-rules';

type M = Matter<Protected<ApproveRateConfirmation>, PolicyState>;

export const approveRateConfirmation = defineCommand<
  ApproveRateConfirmation,
  Protected<ApproveRateConfirmation>,
  PolicyState
>({
  ...onPolicy,
  name: 'ApproveRateConfirmation',
  zh: '同意标准确认',
  en: 'Approve the confirmation of a rate',
  shape: ApproveRateConfirmation,
  decide(command, state, context) {
    const proposal = state.rateProposals[command.proposalId];
    const rules = [...decidesProposal, rateAwaitsConfirmation<M>((matter) => proposalIn(matter)?.rateId)];
    return decideBy<M>(rules, { command, state, context }, () => {
      // The first rule has seen that the proposal is open.
      const { rateId, document } = proposal!;
      return { events: policyEvent('RateConfirmed', { proposalId: command.proposalId, rateId, document }) };
    });
  },
});
