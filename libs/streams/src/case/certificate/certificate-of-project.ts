import { GRADED_CERTIFICATE_KINDS } from '@ledger/kernel';
import type { TrainingProject } from '../../catalogue';
import type { CertificateFacts } from '../case.events';
import type { CertificateKind } from '../../vocabulary';

export const isGraded = (kind: CertificateKind): boolean => GRADED_CERTIFICATE_KINDS.includes(kind);

type Given = Pick<
  CertificateFacts,
  'kind' | 'issuedOn' | 'issuer' | 'occupationId' | 'workType' | 'skillItem' | 'issue'
> & {
  readonly level?: string | null;
};

/** The certificate as recorded: what is not given is that of the class's project. */
export const certificateOfProject = (
  given: Given,
  project: TrainingProject | undefined,
): Omit<CertificateFacts, 'number' | 'certificateId' | 'document'> => ({
  kind: given.kind,
  level: given.level ?? null,
  occupationId: given.occupationId ?? project?.occupationId,
  workType: given.workType ?? project?.workType,
  skillItem: given.skillItem ?? project?.skillItem,
  issue: given.issue ?? project?.issue,
  issuedOn: given.issuedOn,
  issuer: given.issuer,
});

/** 证书号的用途: a special-operation number serves once per item, first issue or renewal, and issue date; any other number once. */
export const certificateUse = ({
  kind,
  skillItem,
  issue,
  issuedOn,
}: Pick<CertificateFacts, 'kind' | 'skillItem' | 'issue' | 'issuedOn'>): string | undefined =>
  kind === 'SPECIAL_OPERATION' ? `${skillItem ?? ''}|${issue ?? ''}|${issuedOn}` : undefined;
