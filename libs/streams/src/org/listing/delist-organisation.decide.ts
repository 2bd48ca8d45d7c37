import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter, over } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { isRegistered } from '../rules/registered.rule';
import { DelistOrganisation } from './delist-organisation.command';
import { followsTheLast, type ListingFacts, notBeforeDocument, standing, type Step } from './listing-rules';

type M = Matter<Protected<DelistOrganisation>, OrgState, ListingFacts>;

const step = ({ command: { role, from, document }, state }: M): Step => ({ role, from, document, state });

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isRegistered,
  ...over(step, [notBeforeDocument, followsTheLast, standing('listed')]),
];

export const delistOrganisation = defineCommand<
  DelistOrganisation,
  Protected<DelistOrganisation>,
  OrgState,
  ListingFacts
>({
  ...onOrg,
  name: 'DelistOrganisation',
  zh: '移出机构名单',
  en: 'De-list an organisation',
  shape: DelistOrganisation,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { role, from, document } = command;
        return { events: orgEvent('OrganisationDelisted', { role, from, document: { ...document } }) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
