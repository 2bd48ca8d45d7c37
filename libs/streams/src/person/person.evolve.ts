import type { LedgerEvent } from '@ledger/kernel';
import { decidedBy } from '../rules';
import type { PersonRecorded } from './person.events';
import type { PersonState, QuotaException } from './person.state';

/** What is so on a person's stream after one more event. Total; it changes and returns the state that it is given. */
export function evolvePerson(state: PersonState, recorded: LedgerEvent): PersonState {
  const event = recorded as PersonRecorded;
  switch (event.type) {
    case 'SlotReserved': {
      const { caseId, commandId, years, dedupeKey, occupationId, level, workType, exceptionId } = event.data;
      state.slots[caseId] = { caseId, commandId, years, dedupeKey, occupationId, level, workType, exceptionId };
      if (exceptionId !== undefined) markException(state, exceptionId, 'used', recorded);
      return state;
    }
    case 'SlotReleased': {
      const exceptionId = state.slots[event.data.caseId]?.exceptionId;
      // An exception is for its case and year alone, so that it serves again when that case's slot comes back.
      if (exceptionId !== undefined) markException(state, exceptionId, 'approved', recorded);
      delete state.slots[event.data.caseId];
      return state;
    }
    case 'SlotMoved': {
      const { caseId, years, dedupeKey, occupationId, level, workType } = event.data;
      const slot = state.slots[caseId];
      if (slot) state.slots[caseId] = { ...slot, years, dedupeKey, occupationId, level, workType };
      return state;
    }
    case 'SlotPaid': {
      const slot = state.slots[event.data.caseId];
      if (slot) state.slots[slot.caseId] = { ...slot, years: { ...slot.years, payment: event.data.year }, paid: true };
      return state;
    }
    case 'SlotPaidTakenBack': {
      const slot = state.slots[event.data.caseId];
      if (slot) {
        const { paid: _paid, ...unpaid } = slot;
        state.slots[slot.caseId] = { ...unpaid, years: { ...slot.years, payment: slot.years.application } };
      }
      return state;
    }
    case 'PersonRegistered': {
      const { idNumber, name, phone, nameTag } = event.data;
      return Object.assign(state, {
        registered: true,
        keyDestroyed: false,
        idNumber,
        name,
        phone,
        nameTag,
        detailsVersion: event.version,
      });
    }
    case 'CategoryRecorded': {
      const { category, validFrom, validTo } = event.data;
      state.categories.push({ category, validFrom, validTo, version: event.version });
      return state;
    }
    case 'CategoryWithdrawn': {
      const { corrects } = event;
      state.categories = state.categories.map((entry) =>
        entry.version === corrects?.version ? { ...entry, withdrawn: true } : entry,
      );
      return state;
    }
    default:
      return evolveProposals(state, event, recorded);
  }
}

function evolveProposals(state: PersonState, event: PersonRecorded, recorded: LedgerEvent): PersonState {
  const { actor, occurredAt: at, version } = recorded;
  switch (event.type) {
    case 'PersonDetailsCorrectionProposed': {
      const { proposalId, ...details } = event.data;
      state.detailProposals[proposalId] = { ...details, proposedBy: actor.id, at };
      return state;
    }
    case 'PersonDetailsCorrected': {
      const { proposalId, name = state.name, phone = state.phone, nameTag = state.nameTag } = event.data;
      delete state.detailProposals[proposalId];
      state.decided[proposalId] = decidedBy(recorded, 'approved');
      return Object.assign(state, { name, phone, nameTag, detailsVersion: version });
    }
    case 'PersonDetailsCorrectionDeclined':
      delete state.detailProposals[event.data.proposalId];
      state.decided[event.data.proposalId] = decidedBy(recorded, 'declined');
      return state;
    case 'QuotaExceptionProposed': {
      const { exceptionId, caseId, year, document } = event.data;
      state.exceptions[exceptionId] = { caseId, year, document, status: 'proposed', proposedBy: actor.id, at };
      return state;
    }
    case 'QuotaExceptionApproved':
      state.decided[event.data.exceptionId] = decidedBy(recorded, 'approved');
      return markException(state, event.data.exceptionId, 'approved', event);
    case 'QuotaExceptionDeclined':
      state.decided[event.data.exceptionId] = decidedBy(recorded, 'declined');
      return markException(state, event.data.exceptionId, 'declined', event);
    case 'QuotaExceptionWithdrawn':
      return markException(state, event.data.exceptionId, 'withdrawn', event);
    case 'KeyDestructionProposed':
      state.keyProposals[event.data.proposalId] = { proposedBy: actor.id, at };
      return state;
    case 'KeyDestructionDeclined':
      delete state.keyProposals[event.data.proposalId];
      state.decided[event.data.proposalId] = decidedBy(recorded, 'declined');
      return state;
    case 'KeyDestroyed':
      state.decided[event.data.proposalId] = decidedBy(recorded, 'approved');
      // What waits for a decision was sealed under the key that is gone.
      return Object.assign(state, { keyDestroyed: true, keyProposals: {}, detailProposals: {} });
    default:
      return state;
  }
}

function markException(
  state: PersonState,
  exceptionId: string,
  status: QuotaException['status'],
  event: LedgerEvent,
): PersonState {
  const exception = state.exceptions[exceptionId];
  const approvedVersion = event.type === 'QuotaExceptionApproved' ? event.version : exception?.approvedVersion;
  if (exception) state.exceptions[exceptionId] = { ...exception, status, at: event.occurredAt, approvedVersion };
  return state;
}
