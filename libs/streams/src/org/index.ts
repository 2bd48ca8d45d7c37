export type { OrgEventMap, OrgRecorded, OrgRole, OrgScope } from './org.events';
export { initialOrg, type ListingEntry, type OrgAccount, type OrgState } from './org.state';
export { orgRef, orgStream } from './org.stream';
export { listedOn, type ListingStatus, type ScopeQuery } from './listing/listed-on.rule';
