import { defineCommand, type Protected } from '@ledger/kernel';
import { decideBy } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { decidesAccountChange } from './decides-account-change';
import { DeclineOrgAccountChange } from './decline-org-account-change.command';

export const declineOrgAccountChange = defineCommand<
  DeclineOrgAccountChange,
  Protected<DeclineOrgAccountChange>,
  OrgState
>({
  ...onOrg,
  name: 'DeclineOrgAccountChange',
  zh: '不同意变更机构账户',
  en: 'Decline a change of an organisation’s account',
  shape: DeclineOrgAccountChange,
  decide: (command, state, context) =>
    decideBy(decidesAccountChange, { command, state, context }, () => ({
      events: orgEvent('OrgAccountChangeDeclined', { proposalId: command.proposalId }),
    })),
});
