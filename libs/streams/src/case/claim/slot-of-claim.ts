import { yearOf } from '@ledger/kernel';
import type { ClassState } from '../../class';
import type { PersonState, Slot, SlotAsked, SlotYears } from '../../person';
import { parameterOn, type PolicyState } from '../../policy';
import type { YearBasis } from '../../vocabulary';
import type { CertificateFacts } from '../case.events';
import { dedupeKey, dedupeKeyOfWorkType } from '../certificate/dedupe-key';
import { isGraded } from '../certificate/certificate-of-project';

/** 名额年度 under each basis; the payment year of an unpaid slot is its application year. */
function slotYears(certificate: CertificateFacts, { finishedOn, plan }: ClassState, appliedOn: string): SlotYears {
  const application = yearOf(appliedOn);
  return {
    certificateIssue: yearOf(certificate.issuedOn),
    trainingEnd: yearOf(finishedOn ?? plan?.endsOn ?? appliedOn),
    application,
    payment: application,
  };
}

/** The learner's live slots of other cases in the same occupation. */
export const slotsInOccupation = (person: PersonState, certificate: CertificateFacts, caseId: string): Slot[] =>
  isGraded(certificate.kind)
    ? Object.values(person.slots).filter(
        (slot) => slot.caseId !== caseId && slot.occupationId === certificate.occupationId && slot.level !== undefined,
      )
    : [];

/** Another 工种 of the same occupation and level: flagged for a person, where both are known and differ. */
export const otherWorkType = (person: PersonState, certificate: CertificateFacts, caseId: string): boolean =>
  certificate.workType !== undefined &&
  slotsInOccupation(person, certificate, caseId).some(
    ({ level, workType }) => level === certificate.level && workType !== undefined && workType !== certificate.workType,
  );

interface Asking {
  readonly caseId: string;
  readonly certificate: CertificateFacts;
  readonly class: ClassState;
  readonly person: PersonState;
  readonly policy: PolicyState;
  readonly today: string;
}

/** Where the policy does not count trainings, no number of them fills the year; A-064 holds all the same. */
const UNCOUNTED = Number.MAX_SAFE_INTEGER;

/** What the claim asks of the person's quota; undefined while the policy does not say how it is counted. */
export function slotOfClaim({
  caseId,
  certificate,
  class: training,
  person,
  policy,
  today,
}: Asking): SlotAsked | undefined {
  const basis = parameterOn<YearBasis>(policy, 'quota.yearBasis', today);
  const max = parameterOn<number>(policy, 'quota.perPersonPerYear', today);
  if (basis === undefined || max === undefined) return undefined;
  const counts = parameterOn<readonly string[]>(policy, 'quota.counts', today);
  const isCounted = counts === undefined || counts.includes('TRAINING');
  const { occupationId, level, workType } = certificate;
  const key = otherWorkType(person, certificate, caseId) ? dedupeKeyOfWorkType(certificate) : dedupeKey(certificate);
  return {
    caseId,
    years: slotYears(certificate, training, today),
    basis,
    dedupeKey: key,
    ...(isGraded(certificate.kind) ? { occupationId, level: level ?? undefined, workType } : {}),
    max: isCounted ? max : UNCOUNTED,
  };
}
