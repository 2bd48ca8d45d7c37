import { defineCommand, fails, holds, type Protected, type Rule } from '@ledger/kernel';
import { decideBy, type Matter, newProposal, over } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { accountIsItsOwn, cnapsIsRight } from '../rules/account-rules';
import { isRegistered } from '../rules/registered.rule';
import { ProposeOrgAccountChange } from './propose-org-account-change.command';

type M = Matter<Protected<ProposeOrgAccountChange>, OrgState>;

const proposalOf = ({ command, context }: Pick<M, 'command' | 'context'>): string =>
  command.proposalId ?? context.commandId;

const nothingElseIsOpen: Rule<M> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge({ state }) {
    const open = Object.entries(state.accountProposals)[0];
    if (!open) return holds();
    const [id, { proposedBy }] = open;
    return fails(
      `${proposedBy} 提出的账户变更（${id}）尚待另一人决定；请先办结。`,
      `A change of account by ${proposedBy} (${id}) still waits for another person; have it decided first.`,
      id,
    );
  },
};

const rules: readonly Rule<M>[] = [
  isRegistered,
  ...over(({ command: { account }, state: { name } }: M) => ({ account, name }), [cnapsIsRight, accountIsItsOwn]),
  newProposal(
    (matter) =>
      proposalOf(matter) in matter.state.accountProposals || proposalOf(matter) in matter.state.decidedProposals,
  ),
  nothingElseIsOpen,
];

export const proposeOrgAccountChange = defineCommand<
  ProposeOrgAccountChange,
  Protected<ProposeOrgAccountChange>,
  OrgState
>({
  ...onOrg,
  name: 'ProposeOrgAccountChange',
  zh: '提出变更机构账户',
  en: 'Propose a change of an organisation’s account',
  shape: ProposeOrgAccountChange,
  decide(command, state, context) {
    const matter = { command, state, context };
    return decideBy(rules, matter, () => ({
      events: orgEvent('OrgAccountChangeProposed', { proposalId: proposalOf(matter), account: { ...command.account } }),
    }));
  },
});
