import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { ApproveKeyDestruction } from './approve-key-destruction.command';

type Given = Protected<ApproveKeyDestruction, 'idNumber'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, PersonState, F>;

const proposal = ({ command, state }: Asked) => state.keyProposals[command.proposalId];

export const approveKeyDestruction = defineCommand<ApproveKeyDestruction, Given, PersonState, F>({
  name: 'ApproveKeyDestruction',
  zh: '批准密钥销毁',
  en: 'Approve the destruction of a person’s key',
  shape: ApproveKeyDestruction,
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
      // The generation that is live now is the one that this command's own ID number was sealed under.
      () => ({
        events: personEvent('KeyDestroyed', {
          proposalId: command.proposalId,
          generation: command.idNumber.generation,
        }),
      }),
    ),
});
