import { fails, holds, type Rule } from '@ledger/kernel';
import { issuerStatus, runnerStatus } from '../../certificate/rules/issuer-listed.rule';
import type { ClaimInput } from '../claim-input';

const RULE = { ruleId: 'A-084', clause: '三(二)' };

/** project and institution were in the catalogues, and the institution not suspended, when the class started. */
export const runnerListed: Rule<ClaimInput> = {
  ...RULE,
  judge({ listedProject, institution, plan, startsOn }) {
    if (listedProject === undefined) {
      return fails(
        `培训项目 ${plan.projectId} 在开班日 ${startsOn} 不在补贴性培训项目目录，不能补贴；目录有误的请先更正目录。`,
        `The project ${plan.projectId} was not in the catalogue on ${startsOn}, when the class started; nothing is paid. If the catalogue is wrong, correct it first.`,
        plan.projectId,
      );
    }
    const { listed, suspended, inScope } = runnerStatus(institution, plan, startsOn);
    if (listed && !suspended && inScope) return holds(plan.institution);
    return fails(
      `培训机构 ${plan.institution} 在开班日 ${startsOn} ${listed ? (suspended ? '处于暂停状态' : '的业务范围不含该项目') : '不在培训机构目录'}，不能补贴；目录有误的请先更正目录。`,
      `The institution ${plan.institution} was ${listed ? (suspended ? 'suspended' : 'listed without this project') : 'not in the catalogue'} on ${startsOn}, when the class started; nothing is paid. If the catalogue is wrong, correct it first.`,
      plan.institution,
    );
  },
};

/** the evaluation body was listed, in scope and not suspended on the issue date. */
export const issuerListedThen: Rule<ClaimInput> = {
  ...RULE,
  judge({ certificate, issuer, plan }) {
    const { listed, suspended, inScope } = issuerStatus(issuer, certificate, plan, certificate.issuedOn);
    if (listed && !suspended && inScope) return holds(certificate.issuer);
    return fails(
      `发证机构 ${certificate.issuer} 在发证日 ${certificate.issuedOn} ${listed ? (suspended ? '处于暂停状态' : '的评价范围不含该证书') : '不在评价机构目录'}，不能补贴；目录有误的请先更正目录。`,
      `The body ${certificate.issuer} was ${listed ? (suspended ? 'suspended' : 'listed without this certificate') : 'not in the catalogue'} on the issue date ${certificate.issuedOn}; nothing is paid. If the catalogue is wrong, correct it first.`,
      certificate.issuer,
    );
  },
};

/** 目录变动: listed then, but no longer on the day of the claim: for a person to look at, never a reason to refuse. */
export function delistedMeanwhile({ institution, issuer, certificate, plan, today }: ClaimInput): boolean {
  const stillListed = ({ listed, suspended }: { listed: boolean; suspended: boolean }): boolean => listed && !suspended;
  return (
    !stillListed(runnerStatus(institution, plan, today)) || !stillListed(issuerStatus(issuer, certificate, plan, today))
  );
}
