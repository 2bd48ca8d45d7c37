import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { ApprovePersonCorrection } from './approve-person-correction.command';

type Given = Protected<ApprovePersonCorrection, 'idNumber'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, PersonState, F>;

const proposal = ({ command, state }: Pick<Asked, 'command' | 'state'>) => state.detailProposals[command.proposalId];

export const approvePersonCorrection = defineCommand<ApprovePersonCorrection, Given, PersonState, F>({
  name: 'ApprovePersonCorrection',
  zh: '批准人员信息更正',
  en: 'Approve a correction of a person',
  shape: ApprovePersonCorrection,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  subject: ({ idNumber }) => ({ unit: 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        openProposal((asked) => ({ open: proposal(asked), decided: asked.state.decided[asked.command.proposalId] })),
        notBefore((asked) => proposal(asked)?.at),
        anotherPerson((asked) => proposal(asked)?.proposedBy),
      ],
      { command, state, context },
      () => {
        const { proposalId } = command;
        const { name, phone, nameTag } = proposal({ command, state }) ?? {};
        const corrects = { stream: context.target.stream, version: state.detailsVersion ?? 1 };
        return { events: personEvent('PersonDetailsCorrected', { proposalId, name, phone, nameTag }, { corrects }) };
      },
    ),
});
