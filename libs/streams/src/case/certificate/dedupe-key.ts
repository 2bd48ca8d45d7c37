import type { CertificateFacts } from '../case.events';
import { isGraded } from './certificate-of-project';

type Keyed = Pick<CertificateFacts, 'kind' | 'level' | 'occupationId' | 'workType' | 'skillItem' | 'issue'>;

/**
 * 不可重复享受的口径, for life: occupation|level of a graded certificate, whatever its kind; kind|item of an ungraded one,
 * for special operations with first issue or renewal: a later date of issue makes no other training of it.
 */
export function dedupeKey(certificate: Keyed): string {
  const { kind, occupationId, level, skillItem, issue } = certificate;
  if (isGraded(kind)) return `${occupationId ?? ''}|${level ?? ''}`;
  const item = `${kind}|${skillItem ?? occupationId ?? ''}`;
  return kind === 'SPECIAL_OPERATION' ? `${item}|${issue ?? ''}` : item;
}

/** 工种不同: the same occupation and level in another 工种 is for a person to judge, so it has a key of its own. */
export const dedupeKeyOfWorkType = (certificate: Keyed): string =>
  `${dedupeKey(certificate)}|${certificate.workType ?? ''}`;
