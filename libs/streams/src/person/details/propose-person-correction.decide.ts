import { defineCommand, fails, holds, type Loaded, parsePersonName, type Protected, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter, newProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { registered } from '../rules/registered.rule';
import { ProposePersonCorrection } from './propose-person-correction.command';

type Given = Protected<ProposePersonCorrection, 'idNumber' | 'name' | 'phone'>;
type F = { policy: Loaded<PolicyState> };
/** Comparison tag of the new name under the person's own key. */
type Derived = { readonly nameTag?: string };
type Asked = Matter<Given, PersonState, F, Derived>;

const changesSomething: Rule<Asked> = {
  ruleId: 'B.5-order',
  clause: '二(三)3',
  judge: ({ command }) =>
    command.name === undefined && command.phone === undefined
      ? fails('没有填写要更正的内容；请填写新的姓名或电话。', 'Nothing is to be changed; give the new name or phone.')
      : holds(),
};

const idOf = ({ command, context }: Asked): string => command.proposalId ?? context.commandId;

export const proposePersonCorrection = defineCommand<ProposePersonCorrection, Given, PersonState, F, Derived>({
  name: 'ProposePersonCorrection',
  zh: '提出人员信息更正',
  en: 'Propose a correction of a person',
  shape: ProposePersonCorrection,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  derive(command, _state, _facts, keyed) {
    const name = command.name === undefined ? undefined : parsePersonName(command.name);
    return name?.ok ? { nameTag: keyed.tag(keyed.pseudonym(command.idNumber), name.normalised) } : {};
  },
  subject: ({ idNumber }) => ({ unit: 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        registered,
        changesSomething,
        newProposal((asked) => idOf(asked) in asked.state.detailProposals || idOf(asked) in asked.state.decided),
      ],
      { command, state, context },
      () => {
        const { name, phone } = command;
        const proposalId = idOf({ command, state, context });
        return {
          events: personEvent('PersonDetailsCorrectionProposed', {
            proposalId,
            name,
            phone,
            nameTag: context.derived.nameTag,
          }),
        };
      },
    ),
});
