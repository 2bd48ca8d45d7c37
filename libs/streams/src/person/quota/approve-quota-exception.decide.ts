import { defineCommand, type Protected } from '@ledger/kernel';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState } from '../person.state';
import { ApproveQuotaException } from './approve-quota-exception.command';
import { exceptionsAllowed } from './exceptions-allowed.rule';
import { type ExceptionFacts, onQuotaException, proposedException } from './on-quota-exception';

type Given = Protected<ApproveQuotaException, 'idNumber'>;
type Asked = Matter<Given, PersonState, ExceptionFacts>;

export const approveQuotaException = defineCommand<ApproveQuotaException, Given, PersonState, ExceptionFacts>({
  ...onQuotaException,
  name: 'ApproveQuotaException',
  zh: '批准名额例外',
  en: 'Approve an exception to the yearly limit',
  shape: ApproveQuotaException,
  decide: (command, state, context) =>
    decideBy<Asked>(
      [
        openProposal((asked) => ({
          open: proposedException(asked),
          decided: asked.state.decided[asked.command.exceptionId],
        })),
        notBefore((asked) => proposedException(asked)?.at),
        anotherPerson((asked) => proposedException(asked)?.proposedBy),
        exceptionsAllowed,
      ],
      { command, state, context },
      () => {
        const { exceptionId } = command;
        const found = proposedException({ command, state });
        return {
          events: found
            ? personEvent('QuotaExceptionApproved', { exceptionId, caseId: found.caseId, year: found.year })
            : [],
        };
      },
    ),
});
