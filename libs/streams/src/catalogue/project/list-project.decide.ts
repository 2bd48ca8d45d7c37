import {
  defineCommand,
  factOf,
  fails,
  GRADED_CERTIFICATE_KINDS,
  holds,
  type Loaded,
  type Protected,
  type Rule,
} from '@ledger/kernel';
import { actsOnPublishedDocument } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent, type TrainingProject } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import { occupationsRef } from '../catalogue.stream';
import { occupationOn } from '../rules/listed-on.rule';
import { idIsFree, notBeforeItsDocument, type PolicyFacts } from '../rules/listing-rules';
import { ListProject } from './list-project.command';
import { onProjects } from './on-projects';
import { projectEntry } from './project-entry';

type F = PolicyFacts & { occupations: Loaded<CatalogueState> };
type M = Matter<Protected<ListProject>, CatalogueState, F>;

const fieldsAgree: Rule<M> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge({ command: { certKind, occupationId, levels, skillItem, issue } }) {
    if (GRADED_CERTIFICATE_KINDS.includes(certKind)) {
      if (occupationId !== undefined && levels !== undefined && skillItem === undefined) return holds(certKind);
      return fails(
        `${certKind} 类项目须写明职业和等级，不写考核项目；请改正。`,
        `A project for ${certKind} names an occupation and levels, and no item; correct it.`,
        certKind,
      );
    }
    if (skillItem === undefined) {
      return fails(
        `${certKind} 类项目须写明考核规范、操作项目或课程；请补充 skillItem。`,
        `A project for ${certKind} names its item or course; add skillItem.`,
        certKind,
      );
    }
    if ((certKind === 'SPECIAL_OPERATION') === (issue !== undefined)) return holds(certKind);
    return fails(
      '特种作业项目须写明初领或复审（FIRST 或 RENEWAL），其他项目不写；请改正。',
      'A special operation says first issue or renewal, no other project does; correct it.',
      certKind,
    );
  },
};

/** what is taught is an occupation of the catalogue on the day from which the project is listed. */
const occupationIsListed: Rule<M> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge({ command: { occupationId, listedFrom }, context: { facts } }) {
    if (occupationId === undefined || occupationOn(facts.occupations.state, occupationId, listedFrom))
      return holds(occupationId ?? null);
    return fails(
      `职业 ${occupationId} 在 ${listedFrom} 不在职业目录；请先列入职业，或改用目录内的职业。`,
      `Occupation ${occupationId} is not in the catalogue on ${listedFrom}; list it first, or name one that is.`,
      occupationId,
    );
  },
};

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  idIsFree(projectEntry),
  fieldsAgree,
  notBeforeItsDocument(({ command }) => command.listedFrom),
  occupationIsListed,
];

function projectIn(command: Protected<ListProject>): TrainingProject {
  const { document: _document, reason: _reason, listedFrom: _listedFrom, ...project } = command;
  return project;
}

export const listProject = defineCommand<ListProject, Protected<ListProject>, CatalogueState, F>({
  ...onProjects,
  name: 'ListProject',
  zh: '列入培训项目目录',
  en: 'List a project',
  shape: ListProject,
  needs: () => ({ occupations: occupationsRef }),
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { listedFrom, document } = command;
        return {
          events: catalogueEvent('ProjectListed', {
            project: projectIn(command),
            listedFrom,
            document: { ...document },
          }),
        };
      },
      [
        factOf(context.facts.policy, 'document', command.document.number),
        factOf(context.facts.occupations, 'occupation', command.occupationId ?? null),
      ],
    ),
});
