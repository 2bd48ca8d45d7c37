import { occupationEver, type CatalogueState, type TrainingProject } from '../../catalogue';
import { rateOn, type PolicyState, type RateEntry } from '../../policy';
import type { CertificateFacts } from '../case.events';
import { isGraded } from '../certificate/certificate-of-project';

interface RateSources {
  readonly policy: PolicyState;
  readonly project: TrainingProject | undefined;
  readonly occupations: CatalogueState;
  /** Shanghai date of the class's start. */
  readonly startsOn: string;
}

/** 适用标准 of a certificate: the row in force when the class started; none while the occupation's rate is pending. */
export function rateOfCertificate(
  { kind, level, issue, occupationId = '' }: CertificateFacts,
  { policy, project, occupations, startsOn }: RateSources,
): RateEntry | undefined {
  if (project === undefined) return undefined;
  const ratePending = isGraded(kind) && occupationEver(occupations, occupationId)?.ratePending;
  const { trainingNature } = project;
  return rateOn(policy, { certKind: kind, level, trainingNature, issue, ratePending, on: startsOn });
}
