import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter, newProposal } from '../../rules';
import { byPublishedDocument } from '../document/document-is-published.rule';
import { onPolicy } from '../on-policy';
import { policyEvent } from '../policy.events';
import type { PolicyState } from '../policy.state';
import { ProposeRateConfirmation } from './propose-rate-confirmation.command';
import { rateAwaitsConfirmation } from './proposal-rules';
import { rateIsLive } from './rate-rules';

type M = Matter<Protected<ProposeRateConfirmation>, PolicyState>;

const proposalOf = ({ command: { proposalId }, context }: M): string => proposalId ?? context.commandId;

const idIsNew = newProposal<M>((matter) => {
  const { rateProposals, decidedProposals } = matter.state;
  return proposalOf(matter) in rateProposals || proposalOf(matter) in decidedProposals;
});

const nobodyAskedYet: Rule<M> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ command: { rateId }, state }) {
    const open = Object.entries(state.rateProposals).find(([, proposal]) => proposal.rateId === rateId);
    if (!open) return holds(rateId);
    const [id, { proposedBy }] = open;
    return fails(
      `${proposedBy} 已就标准 ${rateId} 提出确认（${id}），尚待另一人决定；请不要重复提出。`,
      `${proposedBy} has already proposed to confirm rate ${rateId} (${id}); it waits for another person, so do not propose it again.`,
      id,
    );
  },
};

const rules: readonly Rule<M>[] = [
  byPublishedDocument,
  rateIsLive,
  rateAwaitsConfirmation(({ command }) => command.rateId),
  idIsNew,
  nobodyAskedYet,
];

export const proposeRateConfirmation = defineCommand<
  ProposeRateConfirmation,
  Protected<ProposeRateConfirmation>,
  PolicyState
>({
  ...onPolicy,
  name: 'ProposeRateConfirmation',
  zh: '提出标准确认',
  en: 'Propose to confirm a rate',
  shape: ProposeRateConfirmation,
  decide(command, state, context) {
    const matter = { command, state, context };
    return decideBy(rules, matter, () => {
      const { rateId, document } = command;
      return {
        events: policyEvent('RateConfirmationProposed', {
          proposalId: proposalOf(matter),
          rateId,
          document: { ...document },
        }),
      };
    });
  },
});
