import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { decideBy, type Matter, newProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { personStream } from '../person.stream';
import { ProposeKeyDestruction } from './propose-key-destruction.command';

type Given = Protected<ProposeKeyDestruction, 'idNumber'>;
type F = { policy: Loaded<PolicyState> };
type Asked = Matter<Given, PersonState, F>;

const idOf = ({ command, context }: Asked): string => command.proposalId ?? context.commandId;

/**
 * Neither registration nor an earlier destruction matters: a refused registration is sealed under a key of the person too,
 * and whatever names a person after the key was destroyed is sealed under a new generation of it.
 */
export const proposeKeyDestruction = defineCommand<ProposeKeyDestruction, Given, PersonState, F>({
  name: 'ProposeKeyDestruction',
  zh: '提出密钥销毁',
  en: 'Propose to destroy a person’s key',
  shape: ProposeKeyDestruction,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  subject: ({ idNumber }) => ({ unit: 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Asked>(
      [newProposal((asked) => idOf(asked) in asked.state.keyProposals || idOf(asked) in asked.state.decided)],
      { command, state, context },
      () => ({ events: personEvent('KeyDestructionProposed', { proposalId: idOf({ command, state, context }) }) }),
    ),
});
