import { event, type DocumentRef, type EventBody, type RecordedOf, type SealedValue } from '@ledger/kernel';
import type { PersonCategory, YearBasis } from '../vocabulary';

/** The year that a slot falls in under each basis (F.2); the payment year of an unpaid slot is its application year. */
export type SlotYears = Readonly<Record<YearBasis, number>>;

/** 个人: on `person-<pseudonym>`. No birth date, no clear value. */
export interface PersonEventMap {
  PersonRegistered: {
    idNumber: SealedValue;
    name: SealedValue;
    phone?: SealedValue;
    /** Comparison tag of the name under the person's own key. */
    nameTag?: string;
    sex: 'F' | 'M';
    notices: readonly string[];
  };
  PersonDetailsCorrectionProposed: { proposalId: string; name?: SealedValue; phone?: SealedValue; nameTag?: string };
  PersonDetailsCorrected: { proposalId: string; name?: SealedValue; phone?: SealedValue; nameTag?: string };
  PersonDetailsCorrectionDeclined: { proposalId: string };
  /** 人员类别 with evidence and validity. The number is sealed: a disability certificate's holds an ID number. */
  CategoryRecorded: {
    category: PersonCategory;
    evidence: { kind: string; number: SealedValue; verifiedBy: string };
    validFrom: string;
    validTo?: string;
  };
  CategoryWithdrawn: { category: PersonCategory };
  /** 名额: reserved at submission for one case by one command. */
  SlotReserved: {
    caseId: string;
    commandId: string;
    years: SlotYears;
    basis: YearBasis;
    /** A-064 key: occupation|level, or kind|item(|issue). */
    dedupeKey: string;
    /** For the LEVEL_DOWNGRADE and 工种 flags. */
    occupationId?: string;
    level?: string;
    workType?: string;
    exceptionId?: string;
  };
  SlotReleased: {
    caseId: string;
    commandId: string;
    why: 'gave-back' | 'rejected' | 'withdrawn' | 'revoked' | 'voided';
  };
  /** A corrected certificate moves its slot, even into a full place. */
  SlotMoved: {
    caseId: string;
    commandId: string;
    years: SlotYears;
    dedupeKey: string;
    occupationId?: string;
    level?: string;
    workType?: string;
  };
  /** The payment year, once paid. */
  SlotPaid: { caseId: string; year: number };
  /** The payment had not reached the payee after all: the application year stands for it again. */
  SlotPaidTakenBack: { caseId: string };
  QuotaExceptionProposed: { exceptionId: string; caseId: string; year: number; document: DocumentRef };
  QuotaExceptionApproved: { exceptionId: string; caseId: string; year: number };
  QuotaExceptionDeclined: { exceptionId: string };
  QuotaExceptionWithdrawn: { exceptionId: string };
  KeyDestructionProposed: { proposalId: string };
  KeyDestructionDeclined: { proposalId: string };
  /** 密钥销毁: the person's values became unreadable; slots stay. */
  KeyDestroyed: { proposalId: string; generation: number };
}

export type PersonRecorded = RecordedOf<PersonEventMap>;

/** An event of this stream, its data checked against its type. */
export const personEvent = <T extends keyof PersonEventMap & string>(
  type: T,
  data: PersonEventMap[T],
  more?: Omit<EventBody, 'type' | 'data'>,
): EventBody<T, PersonEventMap[T]> => event(type, data, more);
