import type { Keyed, Loaded, Protected, StreamRef, Subject } from '@ledger/kernel';
import { caseRef, type CaseState } from '../../case';
import type { PolicyState } from '../../policy';
import type { PersonState, QuotaException } from '../person.state';
import { personStream } from '../person.stream';

interface NamesException {
  readonly idNumber: string;
  readonly exceptionId: string;
}
export type ExceptionFacts = { policy: Loaded<PolicyState>; case: Loaded<CaseState> | undefined };

/** What every command on one 名额例外 has in common: the person's stream, its case, and the unit whose case that is. */
export const onQuotaException = {
  stream: personStream,
  target: ({ idNumber }: NamesException, _commandId: string, keyed: Keyed): string => keyed.pseudonym(idNumber),
  needs: (
    { exceptionId }: Pick<NamesException, 'exceptionId'>,
    { exceptions }: PersonState,
  ): { case?: StreamRef<CaseState> } => {
    const found = exceptions[exceptionId];
    return found ? { case: caseRef(found.caseId) } : {};
  },
  subject: (
    { idNumber }: Protected<NamesException, 'idNumber'>,
    _state: PersonState,
    facts: ExceptionFacts,
  ): Subject => ({ unit: facts.case?.state.unit ?? 'XC', person: idNumber.person }),
};

/** The exception while it waits for its decision. */
export function proposedException({
  command,
  state,
}: {
  readonly command: Pick<NamesException, 'exceptionId'>;
  readonly state: PersonState;
}): QuotaException | undefined {
  const found = state.exceptions[command.exceptionId];
  return found?.status === 'proposed' ? found : undefined;
}
