import type { TrainingProject } from '../../catalogue';
import type { ClassPlan } from '../../class';
import type { OrgState } from '../../org';
import type { CertificateFacts } from '../case.events';
import type { CertificateDerived } from './certificate-derived';

/** What the rules about a certificate look at: a recording and a correction alike. */
export interface CertificateInput {
  readonly certificate: Omit<CertificateFacts, 'number' | 'certificateId' | 'document'>;
  readonly derived: CertificateDerived;
  readonly project: TrainingProject | undefined;
  readonly plan: ClassPlan | undefined;
  readonly issuer: OrgState;
  /** Day of the class's start and day of the act. */
  readonly startsOn: string;
  readonly today: string;
}
