import { event, type EventBody, type RecordedOf } from '@ledger/kernel';

/** 证书号: on `certificate-<keyed hash of kind and number>`: one number, one holder, and one case (special operations: one case per item, issue and date). */
export interface CertificateEventMap {
  CertificateNumberTaken: {
    caseId: string;
    person: string;
    kind: string;
    /** SPECIAL_OPERATION only: item|FIRST or RENEWAL|issuedOn. */ use?: string;
    commandId: string;
  };
  CertificateNumberGivenBack: { caseId: string; commandId: string; why: string };
}
export type CertificateRecorded = RecordedOf<CertificateEventMap>;

/** An event of this stream, its data checked against its type. */
export const certificateEvent = <T extends keyof CertificateEventMap & string>(
  type: T,
  data: CertificateEventMap[T],
): EventBody<T, CertificateEventMap[T]> => event(type, data);
