import type { OrgRole, OrgScope } from '../org.events';
import type { ListingEntry, OrgState } from '../org.state';

/** What an organisation is asked to be listed for; what is not named is not asked. */
export interface ScopeQuery {
  readonly projectId?: string;
  readonly occupationId?: string;
  readonly level?: string;
  /** 考核规范, 操作项目 or course of an ungraded certificate. */
  readonly item?: string;
  readonly certKind?: string;
}

export interface ListingStatus {
  readonly listed: boolean;
  readonly suspended: boolean;
  readonly inScope: boolean;
}

/** 当日名单状况: a suspended organisation is still listed; running classes may finish. */
export function listedOn(state: OrgState, role: OrgRole, onDate: string, scope: ScopeQuery = {}): ListingStatus {
  let [listed, suspended] = [false, false];
  let holdsFor: OrgScope = {};
  for (const entry of inForce(state.listings[role], onDate)) {
    if (entry.kind === 'listed') [listed, suspended] = [true, false];
    if (entry.kind === 'suspended' || entry.kind === 'lifted') suspended = entry.kind === 'suspended';
    if (entry.kind === 'delisted') [listed, suspended] = [false, false];
    if (entry.scope) holdsFor = entry.scope;
  }
  return { listed, suspended, inScope: listed && covers(holdsFor, scope) };
}

const inForce = (entries: readonly ListingEntry[] = [], onDate: string): readonly ListingEntry[] =>
  entries.filter((entry) => !entry.withdrawn && entry.from <= onDate);

const has = (list: readonly string[] | undefined, id: string): boolean =>
  list !== undefined && (list.includes('*') || list.includes(id));

function covers(scope: OrgScope, { projectId, occupationId, level, item, certKind }: ScopeQuery): boolean {
  if (projectId !== undefined && !has(scope.projects, projectId)) return false;
  if (item !== undefined && !has(scope.items, item)) return false;
  if (certKind !== undefined && scope.certKinds && !has(scope.certKinds, certKind)) return false;
  if (occupationId === undefined) return true;
  return (scope.occupations ?? []).some(
    (each) =>
      (each.occupationId === occupationId || each.occupationId === '*') &&
      (level === undefined || (each.levels as readonly string[]).includes(level)),
  );
}
