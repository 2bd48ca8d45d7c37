import { listedOn, orgStream, type ListingStatus, type OrgRole, type OrgState } from '@ledger/streams/org';
import type { Condition, Page, ViewReader, WithKey } from '@ledger/viewstore';
import { ORGANISATIONS, type OrganisationRow } from './organisations.projection';

export const organisationById = async (
  views: ViewReader,
  uscc: string,
): Promise<WithKey<OrganisationRow> | undefined> => views.get<OrganisationRow>(ORGANISATIONS, uscc);

/** 排序: what a list of organisations may be sorted by; `-` for descending. */
export const ORGANISATION_SORTS = ['name', '-name'] as const;
export type OrganisationSort = (typeof ORGANISATION_SORTS)[number];

/** By name (whole) and unit; in order of name. */
export async function searchOrganisations(
  views: ViewReader,
  {
    name,
    unit,
    sort = 'name',
    limit,
    cursor,
  }: {
    readonly name?: string;
    readonly unit?: string;
    readonly sort?: OrganisationSort;
    readonly limit?: number;
    readonly cursor?: string;
  },
): Promise<Page<OrganisationRow>> {
  const where: Condition[] = [];
  if (unit !== undefined) where.push({ column: 'unit', is: unit });
  // As a range, so that it goes with the order.
  if (name !== undefined) where.push({ column: 'name', atLeast: name, atMost: name });
  return views.find<OrganisationRow>({ table: ORGANISATIONS, where, orderBy: [sort], limit, cursor, byIndex: true });
}

/** 当日名单状况 in each role that it was ever listed in. */
export function listingsOn(
  { listings }: OrganisationRow,
  onDate: string,
): Readonly<Partial<Record<OrgRole, ListingStatus>>> {
  // The rule reads the entries only.
  const state: OrgState = { ...orgStream.initial(), listings: listings as OrgState['listings'] };
  const roles = Object.keys(listings) as OrgRole[];
  return Object.fromEntries(roles.map((role) => [role, listedOn(state, role, onDate)]));
}
