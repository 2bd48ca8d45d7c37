import type { CertificateFacts } from '@ledger/streams/case';
import type { CaseCertificate } from './case-row';

export function certificateWithoutNumber(facts: CertificateFacts): CaseCertificate {
  const { kind, level, occupationId, workType, skillItem, issue, issuedOn, issuer } = facts;
  return { kind, level, occupationId, workType, skillItem, issue, issuedOn, issuer };
}
