import type { LedgerEvent } from '@ledger/kernel';
import type { CatalogueRecorded } from './catalogue.events';
import type { CatalogueState, Listed } from './catalogue.state';

export function evolveCatalogue(state: CatalogueState, recorded: LedgerEvent): CatalogueState {
  const event = recorded as CatalogueRecorded;
  switch (event.type) {
    case 'ProjectListed': {
      const { project, listedFrom } = event.data;
      state.projects[project.projectId] = { entry: project, listedFrom, listedBy: event.version };
      return state;
    }
    case 'ProjectDelisted':
      delist(state.projects, event.data.projectId, event.data.delistedFrom, event.version);
      return state;
    case 'ProjectDelistingWithdrawn':
      relist(state.projects, event.data.projectId);
      return state;
    case 'ProjectListingWithdrawn':
      withdraw(state.projects, event.data.projectId);
      return state;
    case 'OccupationListed': {
      const { occupation, listedFrom } = event.data;
      state.occupations[occupation.occupationId] = { entry: occupation, listedFrom, listedBy: event.version };
      return state;
    }
    case 'OccupationDelisted':
      delist(state.occupations, event.data.occupationId, event.data.delistedFrom, event.version);
      return state;
    case 'OccupationDelistingWithdrawn':
      relist(state.occupations, event.data.occupationId);
      return state;
    case 'OccupationListingWithdrawn':
      withdraw(state.occupations, event.data.occupationId);
      return state;
    default:
      return state;
  }
}

function delist<T>(entries: Record<string, Listed<T>>, id: string, delistedFrom: string, delistedBy: number): void {
  const listed = entries[id];
  if (listed) entries[id] = { ...listed, delistedFrom, delistedBy };
}

function relist<T>(entries: Record<string, Listed<T>>, id: string): void {
  const listed = entries[id];
  if (listed) entries[id] = { ...listed, delistedFrom: undefined, delistedBy: undefined };
}

function withdraw<T>(entries: Record<string, Listed<T>>, id: string): void {
  const listed = entries[id];
  if (listed) entries[id] = { ...listed, withdrawn: true };
}
