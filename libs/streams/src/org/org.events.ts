import { event, type DocumentRef, type EventBody, type RecordedOf } from '@ledger/kernel';
import type { CertificateKind, Level } from '../vocabulary';

/** 机构角色: training institution 培训机构, evaluation body 评价机构, employer 企业. */
export type OrgRole = 'INSTITUTION' | 'EVALUATOR' | 'EMPLOYER';

/** 业务范围: institutions and employers by project; evaluation bodies by occupation × level, or by item; "*" is all, an absent list none. */
export interface OrgScope {
  readonly projects?: readonly string[];
  readonly occupations?: readonly { readonly occupationId: string; readonly levels: readonly Level[] }[];
  /** 考核规范, 操作项目 and courses of ungraded certificates. */
  readonly items?: readonly string[];
  /** The certificate kinds that it may issue; any, where absent. */
  readonly certKinds?: readonly CertificateKind[];
}

/** 机构: on `org-<USCC>` (A-084, A-050, A-051: ownership decides nothing). */
export interface OrgEventMap {
  OrganisationRegistered: {
    uscc: string;
    name: string;
    unit: string;
    ownership: 'PUBLIC' | 'PRIVATE';
    /** 基本账户; an organisation's account is not personal. */
    account: { number: string; bankCnaps: string; accountName: string };
    innerCheckOk: boolean;
  };
  OrganisationDetailsCorrected: { name?: string; unit?: string; ownership?: 'PUBLIC' | 'PRIVATE' };
  OrgAccountChangeProposed: { proposalId: string; account: { number: string; bankCnaps: string; accountName: string } };
  OrgAccountChanged: { proposalId: string; account: { number: string; bankCnaps: string; accountName: string } };
  OrgAccountChangeDeclined: { proposalId: string };
  OrganisationListed: { role: OrgRole; scope: OrgScope; listedFrom: string; document: DocumentRef };
  OrgScopeChanged: { role: OrgRole; scope: OrgScope; validFrom: string; document: DocumentRef };
  OrganisationSuspended: { role: OrgRole; from: string; document: DocumentRef };
  SuspensionLifted: { role: OrgRole; from: string; document: DocumentRef };
  OrganisationDelisted: { role: OrgRole; from: string; document: DocumentRef };
  /** Compensate the event named in `corrects`: the listing entry made by it no longer counts. */
  ListingEntryWithdrawn: { role: OrgRole };
}
export type OrgRecorded = RecordedOf<OrgEventMap>;

/** The body of an event of this stream, checked against the map. */
export const orgEvent = <T extends keyof OrgEventMap & string>(
  type: T,
  data: OrgEventMap[T],
  more?: Pick<EventBody, 'corrects'>,
): EventBody => event(type, data, more);
