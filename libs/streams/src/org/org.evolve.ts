import type { LedgerEvent } from '@ledger/kernel';
import { decidedBy } from '../rules';
import type { OrgRecorded, OrgRole } from './org.events';
import type { ListingEntry, OrgState } from './org.state';

export function evolveOrg(state: OrgState, recorded: LedgerEvent): OrgState {
  const event = recorded as OrgRecorded;
  switch (event.type) {
    case 'OrganisationRegistered': {
      const { uscc, name, unit, account } = event.data;
      return Object.assign(state, { uscc, name, unit, account, detailsBy: event.version, accountBy: event.version });
    }
    case 'OrganisationDetailsCorrected':
      state.name = event.data.name ?? state.name;
      state.unit = event.data.unit ?? state.unit;
      state.detailsBy = event.version;
      return state;
    case 'OrgAccountChangeProposed': {
      const { proposalId, account } = event.data;
      state.accountProposals[proposalId] = { account, proposedBy: event.actor.id, at: event.occurredAt };
      return state;
    }
    case 'OrgAccountChanged':
      state.account = event.data.account;
      state.accountBy = event.version;
      decided(state, event.data.proposalId, event, 'approved');
      return state;
    case 'OrgAccountChangeDeclined':
      decided(state, event.data.proposalId, event, 'declined');
      return state;
    default:
      return evolveListing(state, event);
  }
}

type Listing =
  | 'OrganisationListed'
  | 'OrgScopeChanged'
  | 'OrganisationSuspended'
  | 'SuspensionLifted'
  | 'OrganisationDelisted'
  | 'ListingEntryWithdrawn';

function evolveListing(state: OrgState, event: Extract<OrgRecorded, { type: Listing }>): OrgState {
  const { version } = event;
  switch (event.type) {
    case 'OrganisationListed': {
      const { role, scope, listedFrom } = event.data;
      return enter(state, role, { version, kind: 'listed', from: listedFrom, scope });
    }
    case 'OrgScopeChanged': {
      const { role, scope, validFrom } = event.data;
      return enter(state, role, { version, kind: 'scope', from: validFrom, scope });
    }
    case 'OrganisationSuspended':
      return enter(state, event.data.role, { version, kind: 'suspended', from: event.data.from });
    case 'SuspensionLifted':
      return enter(state, event.data.role, { version, kind: 'lifted', from: event.data.from });
    case 'OrganisationDelisted':
      return enter(state, event.data.role, { version, kind: 'delisted', from: event.data.from });
    case 'ListingEntryWithdrawn': {
      const { role } = event.data;
      const wrong = event.corrects?.version;
      state.listings[role] = (state.listings[role] ?? []).map((entry) =>
        entry.version === wrong ? { ...entry, withdrawn: true } : entry,
      );
      return state;
    }
    default:
      return state;
  }
}

/** Keeps entries ordered by the day from which they hold, and by recording within a day. */
function enter(state: OrgState, role: OrgRole, entry: ListingEntry): OrgState {
  const entries = (state.listings[role] ??= []);
  let place = entries.length;
  while (place > 0 && entries[place - 1]!.from > entry.from) place -= 1;
  entries.splice(place, 0, entry);
  return state;
}

function decided(state: OrgState, proposalId: string, event: LedgerEvent, outcome: 'approved' | 'declined'): void {
  delete state.accountProposals[proposalId];
  state.decidedProposals[proposalId] = decidedBy(event, outcome);
}
