import { defineCommand, type Protected } from '@ledger/kernel';
import { decideBy, over } from '../../rules';
import { correctsOrg, onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { accountIsItsOwn, cnapsIsRight } from '../rules/account-rules';
import { ApproveOrgAccountChange } from './approve-org-account-change.command';
import { accountProposal, type DecidesAccountChange, decidesAccountChange } from './decides-account-change';

/** Decided anew on how things stand now: the organisation may have another name than when it was proposed. */
const rules = [
  ...decidesAccountChange,
  ...over(
    (matter: DecidesAccountChange) => ({ account: accountProposal(matter)!.account, name: matter.state.name }),
    [cnapsIsRight, accountIsItsOwn],
  ),
];

export const approveOrgAccountChange = defineCommand<
  ApproveOrgAccountChange,
  Protected<ApproveOrgAccountChange>,
  OrgState
>({
  ...onOrg,
  name: 'ApproveOrgAccountChange',
  zh: '同意变更机构账户',
  en: 'Approve a change of an organisation’s account',
  shape: ApproveOrgAccountChange,
  decide(command, state, context) {
    return decideBy(rules, { command, state, context }, () => {
      const { uscc, proposalId } = command;
      // The first rule has seen that the proposal is open.
      const { account } = accountProposal({ command, state })!;
      return { events: orgEvent('OrgAccountChanged', { proposalId, account }, correctsOrg(uscc, state.accountBy)) };
    });
  },
});
