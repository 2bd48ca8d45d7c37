import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { DeclineKeyDestruction } from './decline-key-destruction.command';

type Given = Protected<DeclineKeyDestruction, 'idNumber'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, PersonState, F>;

const proposal = ({ command, state }: Asked) => state.keyProposals[command.proposalId];

export const declineKeyDestruction = defineCommand<DeclineKeyDestruction, Given, PersonState, F>({
  name: 'DeclineKeyDestruction',
  zh: '不予批准密钥销毁',
  en: 'Decline the destruction of a person’s key',
  shape: DeclineKeyDestruction,
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
      () => ({ events: personEvent('KeyDestructionDeclined', { proposalId: command.proposalId }) }),
    ),
});
