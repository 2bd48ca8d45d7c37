import type { RecordedEvent } from '@ledger/kernel';
import { orgStream, type ListingEntry, type OrgEventMap, type OrgRole } from '@ledger/streams/org';
import type { Rows, TableSchema } from '@ledger/viewstore';
import { viewOf, type RowOf } from '../view';

export const ORGANISATIONS = 'organisations';

interface OrganisationFields {
  readonly name: string;
  readonly unit: string;
  readonly ownership: 'PUBLIC' | 'PRIVATE';
  readonly registeredAt: string;
  /** By role, as the organisation's own stream keeps them. */
  readonly listings: Readonly<Partial<Record<OrgRole, readonly ListingEntry[]>>>;
  /** Changes of its account that wait for another person. */
  readonly accountChanges: readonly { readonly proposalId: string; readonly proposedBy: string; readonly at: string }[];
  readonly attention?: 1;
}

/** 机构: one row per organisation, by USCC. Its account stands on its stream: no list needs it. */
export type OrganisationRow = RowOf<OrganisationFields>;

const organisationsTable: TableSchema = {
  name: ORGANISATIONS,
  columns: { name: 'text', unit: 'text', attention: 'integer' },
  indexes: [
    ['name', 'key', 'unit'],
    ['unit', 'name'],
    ['attention', 'unit'],
  ],
};

function change(rows: Rows, uscc: string, changed: (row: OrganisationRow) => Partial<OrganisationRow>): void {
  const row = rows.get<OrganisationRow>(ORGANISATIONS, uscc);
  if (row) rows.put(ORGANISATIONS, uscc, { ...row, ...changed(row) });
}

/** Listings by the stream's own evolve, on a copy, for it changes them in place. */
function listed(event: RecordedEvent, rows: Rows, uscc: string): void {
  change(rows, uscc, ({ listings }) => {
    const state = {
      ...orgStream.initial(),
      listings: structuredClone(listings) as Partial<Record<OrgRole, ListingEntry[]>>,
    };
    return { listings: orgStream.evolve(state, event).listings };
  });
}

function decided({ data }: { data: { proposalId: string } }, rows: Rows, uscc: string): void {
  change(rows, uscc, ({ accountChanges }) => {
    const left = accountChanges.filter(({ proposalId }) => proposalId !== data.proposalId);
    return { accountChanges: left, attention: left.length > 0 ? 1 : undefined };
  });
}

/** 机构一览. */
export const organisations = viewOf<OrgEventMap>({
  name: 'organisations',
  version: 100 + orgStream.stateVersion,
  tables: [organisationsTable],
  prefix: orgStream.prefix,
  on: {
    OrganisationRegistered({ data: { name, unit, ownership }, occurredAt }, rows, uscc) {
      rows.put(ORGANISATIONS, uscc, {
        name,
        unit,
        ownership,
        registeredAt: occurredAt,
        listings: {},
        accountChanges: [],
      });
    },
    OrganisationDetailsCorrected: ({ data }, rows, uscc) =>
      change(rows, uscc, ({ name, unit, ownership }) => ({
        name: data.name ?? name,
        unit: data.unit ?? unit,
        ownership: data.ownership ?? ownership,
      })),
    OrgAccountChangeProposed: ({ data: { proposalId }, actor, occurredAt: at }, rows, uscc) =>
      change(rows, uscc, ({ accountChanges }) => ({
        accountChanges: [...accountChanges, { proposalId, proposedBy: actor.id, at }],
        attention: 1,
      })),
    OrgAccountChanged: decided,
    OrgAccountChangeDeclined: decided,
    OrganisationListed: listed,
    OrgScopeChanged: listed,
    OrganisationSuspended: listed,
    SuspensionLifted: listed,
    OrganisationDelisted: listed,
    ListingEntryWithdrawn: listed,
  },
});
