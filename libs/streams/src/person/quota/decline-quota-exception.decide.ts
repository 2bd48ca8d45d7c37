import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import { caseRef, type CaseState } from '../../case';
import type { PolicyState } from '../../policy';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState, QuotaException } from '../person.state';
import { personStream } from '../person.stream';
import { DeclineQuotaException } from './decline-quota-exception.command';

type Given = Protected<DeclineQuotaException, 'idNumber'>;
type F = { policy: Loaded<PolicyState>; case: Loaded<CaseState> | undefined };
type Asked = Matter<Given, PersonState, F>;

const proposed = ({ command, state }: Pick<Asked, 'command' | 'state'>): QuotaException | undefined => {
  const found = state.exceptions[command.exceptionId];
  return found?.status === 'proposed' ? found : undefined;
};

export const declineQuotaException = defineCommand<DeclineQuotaException, Given, PersonState, F>({
  name: 'DeclineQuotaException',
  zh: '不予批准名额例外',
  en: 'Decline an exception to the yearly limit',
  shape: DeclineQuotaException,
  stream: personStream,
  target: ({ idNumber }, _commandId, keyed) => keyed.pseudonym(idNumber),
  needs: ({ exceptionId }, state) => {
    const found = state.exceptions[exceptionId];
    return found ? { case: caseRef(found.caseId) } : {};
  },
  subject: ({ idNumber }, _state, facts) => ({ unit: facts.case?.state.unit ?? 'XC', person: idNumber.person }),
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        openProposal((asked) => ({ open: proposed(asked), decided: asked.state.decided[asked.command.exceptionId] })),
        notBefore((asked) => proposed(asked)?.at),
        anotherPerson((asked) => proposed(asked)?.proposedBy),
      ],
      { command, state, context },
      () => {
        const { exceptionId } = command;
        const found = proposed({ command, state });
        return { events: found ? personEvent('QuotaExceptionDeclined', { exceptionId }) : [] };
      },
    ),
});
