import { CERTIFICATE_KIND_LABELS, fails, holds, type Rule } from '@ledger/kernel';
import type { CertificateInput } from '../certificate-input';

/** the certificate is of the kind, occupation and item that the class's project trains for. */
export const certificateOfTraining: Rule<CertificateInput> = {
  ruleId: 'A-062',
  clause: '二(三)1',
  judge({ certificate, project }) {
    if (project === undefined) {
      return fails(
        '班期的培训项目从未列入目录，无法登记证书；请先核对班期。',
        'The project of the class was never in the catalogue, so no certificate can be recorded; check the class first.',
      );
    }
    const { certKind, occupationId, skillItem, issue } = project;
    if (certificate.kind !== certKind) {
      return fails(
        `本班培训项目对应${CERTIFICATE_KIND_LABELS[certKind].zh}，不是${CERTIFICATE_KIND_LABELS[certificate.kind].zh}；请核对证书种类。`,
        `The project trains for a ${CERTIFICATE_KIND_LABELS[certKind].en}, not a ${CERTIFICATE_KIND_LABELS[certificate.kind].en}; check the kind of the certificate.`,
        certificate.kind,
      );
    }
    if (occupationId !== undefined && certificate.occupationId !== occupationId) {
      return fails(
        `证书职业 ${certificate.occupationId} 与培训项目的职业 ${occupationId} 不符；请核对证书。`,
        `The certificate is for the occupation ${certificate.occupationId}, the project trains for ${occupationId}; check the certificate.`,
        certificate.occupationId,
      );
    }
    if (skillItem !== undefined && certificate.skillItem !== skillItem) {
      return fails(
        `证书项目“${certificate.skillItem}”与培训项目的“${skillItem}”不符；请核对证书。`,
        `The certificate is for “${certificate.skillItem}”, the project trains for “${skillItem}”; check the certificate.`,
        certificate.skillItem,
      );
    }
    if (
      certificate.kind === 'SPECIAL_OPERATION' &&
      (certificate.issue === undefined || (issue !== undefined && certificate.issue !== issue))
    ) {
      return fails(
        `特种作业证须写明初领或复审，并与培训项目一致（项目：${issue ?? '未限定'}）；请核对证书。`,
        `A special-operation certificate is a first issue or a renewal, as the project says (${issue ?? 'either'}); check the certificate.`,
        certificate.issue ?? null,
      );
    }
    return holds(certificate.kind);
  },
};

/** it was obtained through the training: not before the class began, and not in the future. */
export const obtainedByTraining: Rule<CertificateInput> = {
  ruleId: 'A-062',
  clause: '二(三)1',
  judge: ({ certificate: { issuedOn }, startsOn, today }) =>
    issuedOn >= startsOn && issuedOn <= today
      ? holds(issuedOn)
      : fails(
          `发证日期 ${issuedOn} 不得早于开班日 ${startsOn}，也不得晚于登记日 ${today}；请对照证书更正日期。`,
          `The issue date ${issuedOn} must lie between the class’s start ${startsOn} and today, ${today}; correct it against the certificate.`,
          issuedOn,
        ),
};
