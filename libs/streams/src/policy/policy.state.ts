import type { CalendarYear, DocumentRef, Json } from '@ledger/kernel';
import type { DecidedProposal, OpenProposal } from '../rules';
import type { SubsidyRate } from './policy.events';

export interface ParameterEntry {
  readonly value: Json;
  readonly validFrom: string;
  readonly documentNumber: string;
  /** Version on the policy stream of the event that set it. */
  readonly version: number;
}

export interface RateEntry extends SubsidyRate {
  readonly status: 'unconfirmed' | 'confirmed' | 'withdrawn';
  readonly documentNumber: string;
  /** Versions on the policy stream of the events that added, ended and confirmed it. */
  readonly addedBy: number;
  /** Set while it is ended: by which event, and until when it held before. */
  readonly ending?: { readonly version: number; readonly before: string | null };
  readonly confirmedBy?: { readonly version: number; readonly documentNumber: string };
  /** Stays when a confirmation is withdrawn: it may have been paid meanwhile, so the row stays as it is. */
  readonly everConfirmed?: true;
}

/** A confirmation that waits for its second person. */
export interface RateProposal extends OpenProposal {
  readonly rateId: string;
  readonly document: DocumentRef;
}

export interface PublishedYear extends CalendarYear {
  readonly version: number;
  readonly documentNumber: string;
}

/** 现行政策: what holds, and by which documents. */
export interface PolicyState {
  /** Published and not withdrawn, by number. */
  documents: Record<string, DocumentRef>;
  /** Version of the event that published a document, by its number. */
  publishedBy: Record<string, number>;
  /** By key, by day from which it holds; of two from one day the later set one counts. Withdrawn ones are gone. */
  parameters: Record<string, ParameterEntry[]>;
  rates: Record<string, RateEntry>;
  rateProposals: Record<string, RateProposal>;
  decidedProposals: Record<string, DecidedProposal>;
  years: Record<string, PublishedYear>;
}

export const initialPolicy = (): PolicyState => ({
  documents: {},
  publishedBy: {},
  parameters: {},
  rates: {},
  rateProposals: {},
  decidedProposals: {},
  years: {},
});
