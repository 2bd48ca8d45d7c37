import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter, over } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { isRegistered } from '../rules/registered.rule';
import { followsTheLast, type ListingFacts, notBeforeDocument, standing, type Step } from './listing-rules';
import { SuspendOrganisation } from './suspend-organisation.command';

type M = Matter<Protected<SuspendOrganisation>, OrgState, ListingFacts>;

const step = ({ command: { role, from, document }, state }: M): Step => ({ role, from, document, state });

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isRegistered,
  ...over(step, [notBeforeDocument, followsTheLast, standing('active')]),
];

export const suspendOrganisation = defineCommand<
  SuspendOrganisation,
  Protected<SuspendOrganisation>,
  OrgState,
  ListingFacts
>({
  ...onOrg,
  name: 'SuspendOrganisation',
  zh: '暂停机构',
  en: 'Suspend an organisation',
  shape: SuspendOrganisation,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { role, from, document } = command;
        return { events: orgEvent('OrganisationSuspended', { role, from, document: { ...document } }) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
