import type { LedgerEvent } from '@ledger/kernel';
import type { CertificateRecorded } from './certificate.events';
import type { CertificateState } from './certificate.state';

/** What is so of a certificate number after one more event. Total; it changes and returns the state that it is given. */
export function evolveCertificate(state: CertificateState, recorded: LedgerEvent): CertificateState {
  const event = recorded as CertificateRecorded;
  switch (event.type) {
    case 'CertificateNumberTaken': {
      const { caseId, person, kind, use, commandId } = event.data;
      const former = state.uses[caseId];
      state.uses[caseId] = former
        ? { use, commandId, before: { use: former.use, commandId: former.commandId } }
        : { use, commandId };
      return Object.assign(state, { person, kind });
    }
    case 'CertificateNumberGivenBack': {
      const { caseId, commandId, why } = event.data;
      const current = state.uses[caseId];
      delete state.uses[caseId];
      if (why === 'gave-back' && current?.before && current.commandId === commandId)
        state.uses[caseId] = current.before;
      // A number without a live use has no holder: a wrong person's certificate, corrected, is free for the right one.
      return Object.keys(state.uses).length > 0 ? state : Object.assign(state, { person: undefined, kind: undefined });
    }
    default:
      return state;
  }
}
