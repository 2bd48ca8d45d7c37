import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter, over } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { isRegistered } from '../rules/registered.rule';
import { ListOrganisation } from './list-organisation.command';
import {
  followsTheLast,
  type ListingFacts,
  notBeforeDocument,
  scopeFitsRole,
  scopeOf,
  standing,
  type Step,
} from './listing-rules';

type M = Matter<Protected<ListOrganisation>, OrgState, ListingFacts>;

const step = ({ command: { role, listedFrom: from, document }, state }: M): Step => ({ role, from, document, state });

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isRegistered,
  ...over(({ command }: M) => command, [scopeFitsRole]),
  ...over(step, [notBeforeDocument, followsTheLast, standing('unlisted')]),
];

export const listOrganisation = defineCommand<ListOrganisation, Protected<ListOrganisation>, OrgState, ListingFacts>({
  ...onOrg,
  name: 'ListOrganisation',
  zh: '列入机构名单',
  en: 'List an organisation',
  shape: ListOrganisation,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { role, scope, listedFrom, document } = command;
        return {
          events: orgEvent('OrganisationListed', {
            role,
            scope: scopeOf(scope),
            listedFrom,
            document: { ...document },
          }),
        };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
