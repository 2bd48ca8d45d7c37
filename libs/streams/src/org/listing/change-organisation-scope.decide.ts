import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter, over } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { isRegistered } from '../rules/registered.rule';
import { ChangeOrganisationScope } from './change-organisation-scope.command';
import {
  followsTheLast,
  type ListingFacts,
  notBeforeDocument,
  scopeFitsRole,
  scopeOf,
  standing,
  type Step,
} from './listing-rules';

type M = Matter<Protected<ChangeOrganisationScope>, OrgState, ListingFacts>;

const step = ({ command: { role, validFrom: from, document }, state }: M): Step => ({ role, from, document, state });

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isRegistered,
  ...over(({ command }: M) => command, [scopeFitsRole]),
  ...over(step, [notBeforeDocument, followsTheLast, standing('listed')]),
];

export const changeOrganisationScope = defineCommand<
  ChangeOrganisationScope,
  Protected<ChangeOrganisationScope>,
  OrgState,
  ListingFacts
>({
  ...onOrg,
  name: 'ChangeOrganisationScope',
  zh: '调整业务范围',
  en: 'Change an organisation’s scope',
  shape: ChangeOrganisationScope,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { role, scope, validFrom, document } = command;
        return {
          events: orgEvent('OrgScopeChanged', { role, scope: scopeOf(scope), validFrom, document: { ...document } }),
        };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
