import { fails, holds, type Rule } from '@ledger/kernel';
import { listedOn, type ListingStatus, type OrgRole, type OrgState } from '../../../org';
import type { ClassPlan } from '../../../class';
import type { CertificateInput } from '../certificate-input';

/**
 * Whether the body might issue it that day. A completion certificate is issued by who ran the class, as institution or
 * employer; every other kind by an evaluation body within its scope.
 */
export function issuerStatus(
  issuer: OrgState,
  { kind, level, occupationId, skillItem }: CertificateInput['certificate'],
  plan: ClassPlan | undefined,
  on: string,
): ListingStatus {
  if (kind === 'TRAINING_COMPLETION' && plan !== undefined && issuer.uscc === plan.institution) {
    return runnerStatus(issuer, plan, on);
  }
  // As the filing of the class asks it: by occupation and level, or by item where the project has no occupation.
  const scope =
    occupationId === undefined
      ? { certKind: kind, item: skillItem }
      : { certKind: kind, occupationId, level: level ?? undefined };
  return listedOn(issuer, 'EVALUATOR', on, scope);
}

/** Roles in which who runs a class may be listed: an employer that is paid runs it as an employer, an institution as one. */
const runnerRoles = ({ payeeKind }: ClassPlan): readonly OrgRole[] =>
  payeeKind === 'PERSON' ? ['INSTITUTION', 'EMPLOYER'] : [payeeKind];

const serves = ({ listed, suspended, inScope }: ListingStatus): boolean => listed && !suspended && inScope;

/** Whether the institution, or the employer, might run that class on the day. */
export function runnerStatus(org: OrgState, plan: ClassPlan, on: string): ListingStatus {
  const statuses = runnerRoles(plan).map((role) => listedOn(org, role, on, { projectId: plan.projectId }));
  return statuses.find(serves) ?? statuses.find(({ listed }) => listed) ?? UNLISTED;
}

const UNLISTED: ListingStatus = { listed: false, suspended: false, inScope: false };

/** the certificate's body was listed on the issue date, not suspended, and the certificate lies within its scope. */
export const issuerListed: Rule<CertificateInput> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge({ certificate, issuer, plan }) {
    const { issuer: uscc, issuedOn, level } = certificate;
    const { listed, suspended, inScope } = issuerStatus(issuer, certificate, plan, issuedOn);
    if (listed && !suspended && inScope) return holds(uscc);
    if (!listed) {
      return fails(
        `发证机构 ${uscc} 在发证日 ${issuedOn} 不在评价机构目录；请核对发证机构和日期，目录外机构的证书不能申领补贴。`,
        `The body ${uscc} was not in the catalogue on the issue date ${issuedOn}; check body and date, for certificates of unlisted bodies are not subsidised.`,
        uscc,
      );
    }
    return suspended
      ? fails(
          `发证机构 ${uscc} 在发证日 ${issuedOn} 处于暂停状态；请核对日期，或待暂停解除后重新评价。`,
          `The body ${uscc} was suspended on the issue date ${issuedOn}; check the date, or have the learner evaluated anew once the suspension is lifted.`,
          uscc,
        )
      : fails(
          `发证机构 ${uscc} 在发证日 ${issuedOn} 的评价范围不含该证书（等级 ${level ?? '无'}）；请核对职业、项目和等级。`,
          `On ${issuedOn} the scope of the body ${uscc} did not cover this certificate (level ${level ?? 'none'}); check occupation, item and level.`,
          uscc,
        );
  },
};
