import { defineCommand, factOf, fails, holds, type Loaded, parseUscc, type Protected, type Rule } from '@ledger/kernel';
import { actsOnPublishedDocument, type PolicyState } from '../../policy';
import { decideBy, type Matter, over, reportingUnit } from '../../rules';
import { onOrg } from '../on-org';
import { orgEvent } from '../org.events';
import type { OrgState } from '../org.state';
import { accountIsItsOwn, cnapsIsRight } from '../rules/account-rules';
import { RegisterOrganisation } from './register-organisation.command';

type F = { policy: Loaded<PolicyState> };
type M = Matter<Protected<RegisterOrganisation>, OrgState, F>;

const usccIsRight: Rule<M> = {
  ruleId: 'C.2',
  clause: '二(三)3',
  judge({ command: { uscc } }) {
    const read = parseUscc(uscc);
    if (read.ok) return holds(uscc);
    const [zh, en] =
      read.reason === 'check-character'
        ? ['校验码不符', 'fails its check character']
        : ['含有不允许的字符或长度不符', 'holds a character that cannot stand there'];
    return fails(
      `统一社会信用代码 ${uscc} ${zh}；请对照营业执照或登记证书核对 18 位代码。`,
      `The credit code ${uscc} ${en}; check its 18 characters against the licence.`,
      uscc,
    );
  },
};

const isNew: Rule<M> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command: { uscc }, state }) =>
    state.uscc === undefined
      ? holds(uscc)
      : fails(
          `机构 ${uscc} 已登记（${state.name}）；信息有误的请办理更正。`,
          `Organisation ${uscc} is registered already (${state.name}); correct its particulars if they are wrong.`,
          uscc,
        ),
};

const rules: readonly Rule<M>[] = [
  usccIsRight,
  actsOnPublishedDocument,
  isNew,
  reportingUnit(({ command }) => command.unit),
  ...over(({ command: { account, name } }: M) => ({ account, name }), [cnapsIsRight, accountIsItsOwn]),
];

export const registerOrganisation = defineCommand<RegisterOrganisation, Protected<RegisterOrganisation>, OrgState, F>({
  ...onOrg,
  name: 'RegisterOrganisation',
  zh: '登记机构',
  en: 'Register an organisation',
  shape: RegisterOrganisation,
  subject: ({ uscc, unit }, state) => ({ unit: state.unit ?? unit, orgs: [uscc] }),
  decide: (command, state, context) =>
    decideBy(
      rules,
      { command, state, context },
      () => {
        const { uscc, name, unit, ownership, account } = command;
        const read = parseUscc(uscc);
        // GB 11714: the code inside has its own check character; a wrong one is only shown.
        const innerCheckOk = read.ok && read.organisationCodeOk;
        return {
          events: orgEvent('OrganisationRegistered', {
            uscc,
            name,
            unit,
            ownership,
            account: { ...account },
            innerCheckOk,
          }),
          flags: innerCheckOk ? [] : ['ORGANISATION_CODE_CHECK'],
        };
      },
      [factOf(context.facts.policy, 'document', command.document.number)],
    ),
});
