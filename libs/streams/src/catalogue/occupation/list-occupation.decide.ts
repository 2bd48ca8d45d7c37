import { defineCommand, factOf, fails, holds, parseOccupationCode, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument, parameterOn } from '../../policy';
import { decideBy, type Matter } from '../../rules';
import { catalogueEvent, type Occupation } from '../catalogue.events';
import type { CatalogueState } from '../catalogue.state';
import { idIsFree, notBeforeItsDocument, type PolicyFacts } from '../rules/listing-rules';
import { ListOccupation } from './list-occupation.command';
import { noMoreSupplements } from './no-more-supplements.rule';
import { occupationEntry } from './occupation-entry';
import { onOccupations } from './on-occupations';

type M = Matter<Protected<ListOccupation>, CatalogueState, PolicyFacts>;

const codeIsOfItsGroup: Rule<M> = {
  ruleId: 'A-086',
  clause: '三(二)',
  judge({ command: { code, majorGroup } }) {
    if (code === undefined) return holds(majorGroup);
    const read = parseOccupationCode(code);
    if (read.ok && read.majorGroup === majorGroup) return holds(code);
    return fails(
      `职业编码 ${code} 不属于第 ${majorGroup} 大类；请按职业分类大典核对。`,
      `Code ${code} is not of major group ${majorGroup}; check it against the classification.`,
      code,
    );
  },
};

/** 「国家公布的新职业中涉及技能人才类的，自公布之日起一并纳入补贴目录」: those of the skilled major groups, and no other. */
const newOneIsForSkilledWorkers: Rule<M> = {
  ruleId: 'A-086',
  clause: '三(二)',
  judge({ command: { source, majorGroup, listedFrom }, context: { facts } }) {
    if (source !== 'NEW_NATIONAL') return holds(source);
    const groups = parameterOn<readonly number[]>(facts.policy.state, 'catalogue.newOccupationMajorGroups', listedFrom);
    if (groups?.includes(majorGroup)) return holds(majorGroup);
    return fails(
      `第 ${majorGroup} 大类的新职业不属技能人才类（参数允许：${groups?.join('、') ?? '未设定'}），不能纳入补贴目录；请核对大类，不属技能人才的不列入。`,
      `A new occupation of major group ${majorGroup} is not for skilled workers (allowed: ${groups?.join(', ') ?? 'not set'}) and does not enter the catalogue; check the group, and do not list what is not for skilled workers.`,
      majorGroup,
    );
  },
};

const newOneIsPublished: Rule<M> = {
  ruleId: 'A-086',
  clause: '三(二)',
  judge({ command: { source, listedFrom }, context: { today } }) {
    if (source !== 'NEW_NATIONAL' || listedFrom <= today) return holds(listedFrom);
    return fails(
      `新职业自国家公布之日起纳入目录，${listedFrom} 尚未到；请在公布之后办理，列入日填公布日。`,
      `A new occupation is listed from the day of its publication, and ${listedFrom} is still to come; list it once it is published, from that day.`,
      listedFrom,
    );
  },
};

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  idIsFree(occupationEntry),
  codeIsOfItsGroup,
  notBeforeItsDocument(({ command }) => command.listedFrom),
  newOneIsForSkilledWorkers,
  newOneIsPublished,
  noMoreSupplements(({ command: { source, occupationId, listedFrom } }) =>
    source === 'SUPPLEMENTARY' ? { occupationId, from: listedFrom } : undefined,
  ),
];

function occupationIn(command: Protected<ListOccupation>): Occupation {
  const { occupationId, codeSystemVersion, code, zh, en, majorGroup, source } = command;
  const ratePending = command.ratePending ?? source === 'NEW_NATIONAL';
  return {
    occupationId,
    codeSystemVersion,
    code: code ?? null,
    zh,
    en,
    majorGroup,
    source,
    ...(ratePending ? { ratePending } : {}),
  };
}

export const listOccupation = defineCommand<ListOccupation, Protected<ListOccupation>, CatalogueState, PolicyFacts>({
  ...onOccupations,
  name: 'ListOccupation',
  zh: '列入职业目录',
  en: 'List an occupation',
  shape: ListOccupation,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { listedFrom, document } = command;
        const occupation = occupationIn(command);
        return {
          events: catalogueEvent('OccupationListed', { occupation, listedFrom, document: { ...document } }),
          flags: occupation.ratePending ? ['RATE_PENDING'] : [],
        };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
