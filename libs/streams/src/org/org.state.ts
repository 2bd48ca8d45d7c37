import type { DecidedProposal, OpenProposal } from '../rules';
import type { OrgRole, OrgScope } from './org.events';

/** One dated entry of an organisation's listing; the status on a date is made by the entries with from ≤ date that were not withdrawn. */
export interface ListingEntry {
  readonly version: number;
  readonly kind: 'listed' | 'scope' | 'suspended' | 'lifted' | 'delisted';
  readonly from: string;
  readonly scope?: OrgScope;
  readonly withdrawn?: boolean;
}

export interface OrgAccount {
  readonly number: string;
  readonly bankCnaps: string;
  readonly accountName: string;
}

/** A change of account that waits for its second person. */
export interface AccountProposal extends OpenProposal {
  readonly account: OrgAccount;
}

/** 机构状况. Its ownership is not here: nothing may be decided by it. */
export interface OrgState {
  uscc?: string;
  name?: string;
  unit?: string;
  account?: OrgAccount;
  /** Versions of the events that last set the particulars and the account. */
  detailsBy?: number;
  accountBy?: number;
  accountProposals: Record<string, AccountProposal>;
  /** Who decided which proposal, when and how. */
  decidedProposals: Record<string, DecidedProposal>;
  /** By role; ordered by day, and by recording within a day. */
  listings: Partial<Record<OrgRole, ListingEntry[]>>;
}

export const initialOrg = (): OrgState => ({ accountProposals: {}, decidedProposals: {}, listings: {} });
