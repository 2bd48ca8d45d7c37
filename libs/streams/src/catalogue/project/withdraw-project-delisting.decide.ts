import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import { correctsEntry, isDelisted, isListed, type PolicyFacts } from '../rules/listing-rules';
import { onProjects } from './on-projects';
import { projectEntry } from './project-entry';
import { WithdrawProjectDelisting } from './withdraw-project-delisting.command';

type M = Matter<Protected<WithdrawProjectDelisting>, CatalogueState, PolicyFacts>;

const rules: readonly Rule<M>[] = [actsOnPublishedDocument, isListed(projectEntry), isDelisted(projectEntry)];

export const withdrawProjectDelisting = defineCommand<
  WithdrawProjectDelisting,
  Protected<WithdrawProjectDelisting>,
  CatalogueState,
  PolicyFacts
>({
  ...onProjects,
  name: 'WithdrawProjectDelisting',
  zh: '撤回移出培训项目目录',
  en: 'Withdraw the de-listing of a project',
  shape: WithdrawProjectDelisting,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { projectId } = command;
        const corrects = correctsEntry('PROJECT', state.projects[projectId]?.delistedBy);
        return { events: catalogueEvent('ProjectDelistingWithdrawn', { projectId }, corrects) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
