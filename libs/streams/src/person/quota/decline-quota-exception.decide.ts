import { defineCommand, type Protected } from '@ledger/kernel';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { DeclineQuotaException } from './decline-quota-exception.command';
import { type ExceptionFacts, onQuotaException, proposedException } from './on-quota-exception';

type Given = Protected<DeclineQuotaException, 'idNumber'>;
type Asked = Matter<Given, PersonState, ExceptionFacts>;

export const declineQuotaException = defineCommand<DeclineQuotaException, Given, PersonState, ExceptionFacts>({
  ...onQuotaException,
  name: 'DeclineQuotaException',
  zh: '不予批准名额例外',
  en: 'Decline an exception to the yearly limit',
  shape: DeclineQuotaException,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        openProposal((asked) => ({
          open: proposedException(asked),
          decided: asked.state.decided[asked.command.exceptionId],
        })),
        notBefore((asked) => proposedException(asked)?.at),
        anotherPerson((asked) => proposedException(asked)?.proposedBy),
      ],
      { command, state, context },
      () => {
        const { exceptionId } = command;
        const found = proposedException({ command, state });
        return { events: found ? personEvent('QuotaExceptionDeclined', { exceptionId }) : [] };
      },
    ),
});
