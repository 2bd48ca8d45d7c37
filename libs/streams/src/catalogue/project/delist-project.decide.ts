import { defineCommand, factOf, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import {
  endsAfterItBegan,
  isListed,
  isNotDelisted,
  notBeforeItsDocument,
  type PolicyFacts,
} from '../rules/listing-rules';
import { DelistProject } from './delist-project.command';
import { onProjects } from './on-projects';
import { projectEntry } from './project-entry';

type M = Matter<Protected<DelistProject>, CatalogueState, PolicyFacts>;

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isListed(projectEntry),
  isNotDelisted(projectEntry),
  endsAfterItBegan(projectEntry, ({ command }: M) => command.delistedFrom),
  notBeforeItsDocument(({ command }: M) => command.delistedFrom),
];

export const delistProject = defineCommand<DelistProject, Protected<DelistProject>, CatalogueState, PolicyFacts>({
  ...onProjects,
  name: 'DelistProject',
  zh: '移出培训项目目录',
  en: 'De-list a project',
  shape: DelistProject,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { projectId, delistedFrom, document } = command;
        return { events: catalogueEvent('ProjectDelisted', { projectId, delistedFrom, document: { ...document } }) };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
