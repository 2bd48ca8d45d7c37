import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { DeclinePersonCorrection } from './decline-person-correction.command';

type Given = Protected<DeclinePersonCorrection, 'idNumber'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, PersonState, F>;

const proposal = ({ command, state }: Asked) => state.detailProposals[command.proposalId];

export const declinePersonCorrection = defineCommand<DeclinePersonCorrection, Given, PersonState, F>({
  name: 'DeclinePersonCorrection',
  zh: '不予批准人员信息更正',
  en: 'Decline a correction of a person',
  shape: DeclinePersonCorrection,
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
      () => ({ events: personEvent('PersonDetailsCorrectionDeclined', { proposalId: command.proposalId }) }),
    ),
});
