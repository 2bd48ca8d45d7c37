import { defineCommand, type Loaded } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { classEvent } from '../class.events';
import type { ClassState } from '../class.state';
import { classStream } from '../class.stream';
import { classSubject } from '../rules/class-subject';
import { DeclineClassAmendment } from './decline-class-amendment.command';

type F = { policy: Loaded<PolicyState> };
type Asked = Matter<DeclineClassAmendment, ClassState, F>;

const amendmentOf = ({ command, state }: Asked) => state.amendments[command.proposalId];

export const declineClassAmendment = defineCommand<DeclineClassAmendment, DeclineClassAmendment, ClassState, F>({
  name: 'DeclineClassAmendment',
  zh: '不予批准班期变更',
  en: 'Decline an amendment of a class',
  shape: DeclineClassAmendment,
  stream: classStream,
  target: ({ classId }) => classId,
  subject: classSubject,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        openProposal((asked) => ({ open: amendmentOf(asked), decided: asked.state.decided[asked.command.proposalId] })),
        notBefore((asked) => amendmentOf(asked)?.at),
        anotherPerson((asked) => amendmentOf(asked)?.proposedBy),
      ],
      { command, state, context },
      () => ({ events: classEvent('AmendmentDeclined', { proposalId: command.proposalId }) }),
    ),
});
