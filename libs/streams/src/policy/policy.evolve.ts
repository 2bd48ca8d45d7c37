import type { LedgerEvent } from '@ledger/kernel';
import { decidedBy } from '../rules';
import type { PolicyRecorded } from './policy.events';
import type { ParameterEntry, PolicyState, RateEntry } from './policy.state';

export function evolvePolicy(state: PolicyState, recorded: LedgerEvent): PolicyState {
  const event = recorded as PolicyRecorded;
  switch (event.type) {
    case 'PolicyDocumentPublished': {
      const { document } = event.data;
      state.documents[document.number] = document;
      state.publishedBy[document.number] = event.version;
      return state;
    }
    case 'PolicyDocumentWithdrawn':
      delete state.documents[event.data.number];
      delete state.publishedBy[event.data.number];
      return state;
    case 'ParameterSet': {
      const { key, value, validFrom, document } = event.data;
      setParameter((state.parameters[key] ??= []), {
        value,
        validFrom,
        documentNumber: document.number,
        version: event.version,
      });
      return state;
    }
    case 'ParameterWithdrawn': {
      const { key } = event.data;
      const set = event.corrects?.version;
      state.parameters[key] = (state.parameters[key] ?? []).filter((entry) => entry.version !== set);
      return state;
    }
    case 'CalendarYearPublished': {
      const { year, holidays, makeUpDays, document } = event.data;
      state.years[year] = { holidays, makeUpDays, version: event.version, documentNumber: document.number };
      return state;
    }
    default:
      return evolveRates(state, event);
  }
}

type Rating =
  | 'RateAdded'
  | 'RateEnded'
  | 'RateEndingWithdrawn'
  | 'RateWithdrawn'
  | 'RateConfirmationProposed'
  | 'RateConfirmed'
  | 'RateConfirmationDeclined'
  | 'RateConfirmationWithdrawn';

function evolveRates(state: PolicyState, event: Extract<PolicyRecorded, { type: Rating }>): PolicyState {
  switch (event.type) {
    case 'RateAdded': {
      const { rate, document, status } = event.data;
      state.rates[rate.rateId] = { ...rate, status, documentNumber: document.number, addedBy: event.version };
      return state;
    }
    case 'RateEnded': {
      const { rateId, validTo } = event.data;
      change(state, rateId, (rate) => ({ ...rate, validTo, ending: { version: event.version, before: rate.validTo } }));
      return state;
    }
    case 'RateEndingWithdrawn':
      change(state, event.data.rateId, (rate) => ({
        ...rate,
        validTo: rate.ending?.before ?? null,
        ending: undefined,
      }));
      return state;
    case 'RateWithdrawn':
      change(state, event.data.rateId, (rate) => ({ ...rate, status: 'withdrawn' }));
      return state;
    case 'RateConfirmationProposed': {
      const { proposalId, rateId, document } = event.data;
      state.rateProposals[proposalId] = { rateId, proposedBy: event.actor.id, at: event.occurredAt, document };
      return state;
    }
    case 'RateConfirmed': {
      const { proposalId, rateId, document } = event.data;
      delete state.rateProposals[proposalId];
      state.decidedProposals[proposalId] = decidedBy(event, 'approved');
      const confirmedBy = { version: event.version, documentNumber: document.number };
      change(state, rateId, (rate) => ({ ...rate, status: 'confirmed', confirmedBy, everConfirmed: true }));
      return state;
    }
    case 'RateConfirmationDeclined': {
      const { proposalId } = event.data;
      delete state.rateProposals[proposalId];
      state.decidedProposals[proposalId] = decidedBy(event, 'declined');
      return state;
    }
    case 'RateConfirmationWithdrawn':
      change(state, event.data.rateId, (rate) => ({ ...rate, status: 'unconfirmed', confirmedBy: undefined }));
      return state;
    default:
      return state;
  }
}

/** Keeps entries ordered by the day from which they hold, and by setting within a day. */
function setParameter(entries: ParameterEntry[], entry: ParameterEntry): void {
  let place = entries.length;
  while (place > 0 && entries[place - 1]!.validFrom > entry.validFrom) place -= 1;
  entries.splice(place, 0, entry);
}

function change(state: PolicyState, rateId: string, to: (rate: RateEntry) => RateEntry): void {
  const rate = state.rates[rateId];
  if (rate) state.rates[rateId] = to(rate);
}
