import { defineCommand, type Loaded, type Protected } from '@ledger/kernel';
import { caseRef, type CaseState } from '../../case';
import type { PolicyState } from '../../policy';
import { anotherPerson, decideBy, type Matter, notBefore, openProposal } from '../../rules';
import { personEvent } from '../person.events';
import type { PersonState, QuotaException } from '../person.state';
import { personStream } from '../person.stream';
import { ApproveQuotaException } from './approve-quota-exception.command';
import { exceptionsAllowed } from './exceptions-allowed.rule';

type Given = Protected<ApproveQuotaException, 'idNumber'>;
type F = { policy: Loaded<PolicyState>; case: Loaded<CaseState> | undefined };
type Asked = Matter<Given, PersonState, F>;

const proposed = ({ command, state }: Pick<Asked, 'command' | 'state'>): QuotaException | undefined => {
  const found = state.exceptions[command.exceptionId];
  return found?.status === 'proposed' ? found : undefined;
};

export const approveQuotaException = defineCommand<ApproveQuotaException, Given, PersonState, F>({
  name: 'ApproveQuotaException',
  zh: '批准名额例外',
  en: 'Approve an exception to the yearly limit',
  shape: ApproveQuotaException,
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
        exceptionsAllowed,
      ],
      { command, state, context },
      () => {
        const { exceptionId } = command;
        const found = proposed({ command, state });
        return {
          events: found
            ? personEvent('QuotaExceptionApproved', { exceptionId, caseId: found.caseId, year: found.year })
            : [],
        };
      },
    ),
});
