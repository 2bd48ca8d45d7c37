import { fails, holds, PAYEE_KIND_LABELS, type Rule } from '@ledger/kernel';
import { projectEver } from '../../catalogue';
import { rateOfPlan } from '../money/class-rate';
import type { PlanCheck } from './plan-check';

/** A-084 and the payee rule of B.5: 项目制 is bought of the institution as a whole, so the institution is paid. */
export const projectPaysInstitution: Rule<PlanCheck> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge({ plan: { projectId, payeeKind }, facts }) {
    const projectBased = projectEver(facts.projects.state, projectId)?.projectBased ?? false;
    if (!projectBased || payeeKind === 'INSTITUTION') return holds(payeeKind);
    return fails(
      `项目 ${projectId} 为项目制培训，补贴只付给培训机构；所填收款人为${PAYEE_KIND_LABELS[payeeKind].zh}，请更正收款人类别。`,
      `Project ${projectId} is bought as a whole, so the institution is paid, not the ${PAYEE_KIND_LABELS[payeeKind].en}; correct who is paid.`,
      payeeKind,
    );
  },
};

/** a rate that the province sets for one kind of payee is paid to nobody else. */
export const ratePaysPayee: Rule<PlanCheck> = {
  ruleId: 'A-087',
  clause: '三(二)',
  judge({ plan, facts }) {
    const [policy, projects, occupations] = [facts.policy.state, facts.projects.state, facts.occupations.state];
    const rate = rateOfPlan(plan, { policy, projects, occupations });
    const value = { rateId: rate?.rateId ?? null, payeeKind: plan.payeeKind };
    if (!rate || rate.payeeKind === null || rate.payeeKind === plan.payeeKind) return holds(value);
    const [to, not] = [PAYEE_KIND_LABELS[rate.payeeKind], PAYEE_KIND_LABELS[plan.payeeKind]];
    return fails(
      `省补贴标准 ${rate.rateId} 只付给${to.zh}，所填收款人为${not.zh}；请更正收款人类别，或改用其他项目。`,
      `The provincial rate ${rate.rateId} is paid to the ${to.en} only, not to the ${not.en}; correct who is paid, or use another project.`,
      value,
    );
  },
};
