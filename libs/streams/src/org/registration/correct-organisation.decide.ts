import { defineCommand, factOf, fails, holds, type Loaded, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument, type PolicyState } from '../../policy';
import { decideBy, type Matter, reportingUnit } from '../../rules';
import { correctsOrg, onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { isRegistered } from '../rules/registered.rule';
import { CorrectOrganisation } from './correct-organisation.command';

type F = { policy: Loaded<PolicyState> };
type M = Matter<Protected<CorrectOrganisation>, OrgState, F>;

const correctsSomething: Rule<M> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge: ({ command: { name, unit, ownership } }) =>
    name !== undefined || unit !== undefined || ownership !== undefined
      ? holds()
      : fails(
          '没有填写要更正的内容；请填写名称、管理单位或性质中的至少一项。',
          'Nothing is to be corrected; give a name, a unit or an ownership.',
        ),
};

const rules: readonly Rule<M>[] = [
  actsOnPublishedDocument,
  isRegistered,
  correctsSomething,
  reportingUnit(({ command, state }) => command.unit ?? state.unit ?? ''),
];

export const correctOrganisation = defineCommand<CorrectOrganisation, Protected<CorrectOrganisation>, OrgState, F>({
  ...onOrg,
  name: 'CorrectOrganisation',
  zh: '更正机构信息',
  en: 'Correct an organisation’s particulars',
  shape: CorrectOrganisation,
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { uscc, name, unit, ownership } = command;
        return {
          events: orgEvent(
            'OrganisationDetailsCorrected',
            { name, unit, ownership },
            correctsOrg(uscc, state.detailsBy),
          ),
        };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
