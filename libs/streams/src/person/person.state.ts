import type { DocumentRef, SealedValue } from '@ledger/kernel';
import type { DecidedProposal, OpenProposal } from '../rules';
import type { PersonCategory } from '../vocabulary';
import type { SlotYears } from './person.events';

/** 名额: one live slot of the yearly quota, which also guards its A-064 key for life. */
export interface Slot {
  readonly caseId: string;
  readonly commandId: string;
  readonly years: SlotYears;
  readonly dedupeKey: string;
  readonly occupationId?: string;
  readonly level?: string;
  readonly workType?: string;
  readonly exceptionId?: string;
  /** Its payment year is that of the payment, no longer that of the application. */
  readonly paid?: boolean;
}

export interface CategoryEntry {
  readonly category: PersonCategory;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Version of the event that recorded it. */
  readonly version: number;
  readonly withdrawn?: boolean;
}

/** 例外: leave for one slot above the quota, for one named case and year. */
export interface QuotaException {
  readonly caseId: string;
  readonly year: number;
  readonly status: 'proposed' | 'approved' | 'used' | 'declined' | 'withdrawn';
  readonly proposedBy: string;
  readonly document: DocumentRef;
  /** Business time of the last event about it. */
  readonly at: string;
  /** Version of the event that approved it. */
  readonly approvedVersion?: number;
}

/** A changed name or phone that waits for another person. */
export interface DetailsProposal extends OpenProposal {
  readonly name?: SealedValue;
  readonly phone?: SealedValue;
  readonly nameTag?: string;
}

export interface PersonState {
  registered: boolean;
  idNumber?: SealedValue;
  name?: SealedValue;
  phone?: SealedValue;
  nameTag?: string;
  /** Version of the event that the name and phone in force came from. */
  detailsVersion?: number;
  categories: CategoryEntry[];
  /** Live slots by case id. */
  slots: Record<string, Slot>;
  exceptions: Record<string, QuotaException>;
  detailProposals: Record<string, DetailsProposal>;
  keyProposals: Record<string, OpenProposal>;
  /** Proposals of any kind that were decided, by id. */
  decided: Record<string, DecidedProposal>;
  keyDestroyed: boolean;
}

/** Every field is named, in one order, so that all states have one hidden class. */
export const initialPerson = (): PersonState => ({
  registered: false,
  idNumber: undefined,
  name: undefined,
  phone: undefined,
  nameTag: undefined,
  detailsVersion: undefined,
  categories: [],
  slots: {},
  exceptions: {},
  detailProposals: {},
  keyProposals: {},
  decided: {},
  keyDestroyed: false,
});
