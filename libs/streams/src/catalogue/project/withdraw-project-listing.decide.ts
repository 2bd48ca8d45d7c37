import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import { correctsEntry, isListed, type PolicyFacts } from '../rules/listing-rules';
import { onProjects } from './on-projects';
import { projectEntry } from './project-entry';
import { WithdrawProjectListing } from './withdraw-project-listing.command';

type M = Matter<Protected<WithdrawProjectListing>, CatalogueState, PolicyFacts>;

const rules: readonly Rule<M>[] = [actsOnPublishedDocument, isListed(projectEntry)];

export const withdrawProjectListing = defineCommand<
  WithdrawProjectListing,
  Protected<WithdrawProjectListing>,
  CatalogueState,
  PolicyFacts
>({
  ...onProjects,
  name: 'WithdrawProjectListing',
  zh: '撤回列入培训项目目录',
  en: 'Withdraw the listing of a project',
  shape: WithdrawProjectListing,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { projectId } = command;
        const corrects = correctsEntry('PROJECT', state.projects[projectId]?.listedBy);
        return { events: catalogueEvent('ProjectListingWithdrawn', { projectId }, corrects) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
