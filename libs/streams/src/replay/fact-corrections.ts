import type { LedgerEvent } from '@ledger/kernel';
import type { CaseEventMap } from '../case';
import type { ClassEventMap, ClassResult } from '../class';
import type { PersonEventMap } from '../person';

/** The corrected event as it is now known to have been; undefined when it is known never to have been. */
type Corrected = (event: LedgerEvent, correction: LedgerEvent) => LedgerEvent | undefined;

type Types = keyof (CaseEventMap & ClassEventMap & PersonEventMap);

const never: Corrected = () => undefined;

/** Takes the named members of the correction over. */
const taking =
  (...members: readonly string[]): Corrected =>
  (event, correction) => {
    const data: Record<string, unknown> = { ...(event.data as object) };
    const corrected = correction.data as Readonly<Record<string, unknown>>;
    for (const member of members) if (corrected[member] !== undefined) data[member] = corrected[member];
    return { ...event, data };
  };

/** A correction of results may name some of the cases only. */
const takingResults: Corrected = (event, correction) => {
  const { results } = event.data as { results: readonly ClassResult[] };
  const later = new Map(
    (correction.data as { results: readonly ClassResult[] }).results.map((each) => [each.caseId, each]),
  );
  return {
    ...event,
    data: { ...(event.data as object), results: results.map((each) => later.get(each.caseId) ?? each) },
  };
};

/**
 * 事实更正: corrections of facts (certificate, roster, category, personal details) take effect from the event that they
 * correct. What is not listed corrects an act (a review, a hold, a grant, an amount) and takes effect when it is done.
 */
const FACT_CORRECTIONS: Readonly<Partial<Record<Types, Corrected>>> = {
  CertificateCorrected: taking('certificate'),
  CertificateRecordUndone: never,
  AttendanceCorrected: taking('present'),
  ResultsCorrected: takingResults,
  SessionRecordWithdrawn: never,
  ProvincialRegistrationWithdrawn: never,
  CategoryWithdrawn: never,
  PersonDetailsCorrected: taking('name', 'phone', 'nameTag'),
};

export const factCorrectionOf = (event: LedgerEvent): Corrected | undefined =>
  // An event type of another stream has no entry.
  FACT_CORRECTIONS[event.type as Types];
