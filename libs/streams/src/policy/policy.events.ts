import { event, type DocumentRef, type EventBody, type Json, type RecordedOf } from '@ledger/kernel';
import type { CertificateKind, PayeeKind } from '../vocabulary';

/** 补贴标准: one row of the province's rate table (B.4). Money in fen. Dates YYYY-MM-DD, `validTo` inclusive. */
export interface SubsidyRate {
  readonly rateId: string;
  readonly itemCode: string;
  readonly certKind: CertificateKind;
  /** L5…L1; null for ungraded kinds. */
  readonly level: string | null;
  /** A row that names the training nature beats one that does not. */
  readonly trainingNature: string | null;
  /** First issue or renewal, special operations only. */
  readonly issue: 'FIRST' | 'RENEWAL' | null;
  /** Who is paid; null: by the payee rule. */
  readonly payeeKind: PayeeKind | null;
  readonly amountFen: number;
  /** Least class hours, and least days, of a training that is paid by this row. */
  readonly minHours: number | null;
  readonly minDays: number | null;
  readonly fund: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** 政策: documents, parameters, rates and the working calendar, on the one stream `policy-XC`. Every change names its document. */
export interface PolicyEventMap {
  PolicyDocumentPublished: { document: DocumentRef; supersedes?: string };
  PolicyDocumentWithdrawn: { number: string };
  /** A parameter's value from a date on (A-003, section G). */
  ParameterSet: { key: string; value: Json; validFrom: string; document: DocumentRef };
  /** Compensates ParameterSet: the entry set by that event no longer counts. */
  ParameterWithdrawn: { key: string; validFrom: string };
  RateAdded: { rate: SubsidyRate; document: DocumentRef; status: 'unconfirmed' };
  RateEnded: { rateId: string; validTo: string };
  RateEndingWithdrawn: { rateId: string };
  RateWithdrawn: { rateId: string };
  RateConfirmationProposed: { proposalId: string; rateId: string; document: DocumentRef };
  RateConfirmed: { proposalId: string; rateId: string; document: DocumentRef };
  RateConfirmationDeclined: { proposalId: string; rateId: string };
  RateConfirmationWithdrawn: { rateId: string };
  /** Weekday holidays and weekend make-up days of a year, each MM-DD. */
  CalendarYearPublished: {
    year: number;
    holidays: readonly string[];
    makeUpDays: readonly string[];
    document: DocumentRef;
  };
}
export type PolicyRecorded = RecordedOf<PolicyEventMap>;

/** The body of an event of this stream, checked against the map. */
export const policyEvent = <T extends keyof PolicyEventMap & string>(
  type: T,
  data: PolicyEventMap[T],
  more?: Pick<EventBody, 'corrects'>,
): EventBody => event(type, data, more);
