import { listedOn, orgStream, type ListingStatus, type OrgRole, type OrgState } from '@ledger/streams/org';
import type { Condition, Page, ViewReader, WithKey } from '@ledger/viewstore';
import { ORGANISATIONS, type OrganisationRow } from './organisations.projection';

export const organisationById = async (
  views: ViewReader,
  uscc: string,
): Promise<WithKey<OrganisationRow> | undefined> => views.get<OrganisationRow>(ORGANISATIONS, uscc);

/** By name (whole) and unit; in order of name. */
export async function searchOrganisations(
  views: ViewReader,
  {
    name,
    unit,
    limit,
    cursor,
  }: { readonly name?: string; readonly unit?: string; readonly limit?: number; readonly cursor?: string },
): Promise<Page<OrganisationRow>> {
  const where: Condition[] = [];
  for (const [column, is] of Object.entries({ name, unit })) if (is !== undefined) where.push({ column, is });
  return views.find<OrganisationRow>({ table: ORGANISATIONS, where, orderBy: ['name'], limit, cursor });
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
