import { factOf, fails, holds, type Judgement, type Loaded, type Rule } from '@ledger/kernel';
import { projectEver, projectOn, type TrainingProject } from '../../catalogue';
import { listedOn, type OrgRole, type OrgState, type ScopeQuery } from '../../org';
import type { ClassPlan } from '../class.events';
import { type PlanCheck, startOf } from './plan-check';

const ROLE_NAMES: Readonly<Record<OrgRole, { zh: string; en: string }>> = {
  INSTITUTION: { zh: '培训机构', en: 'training institution' },
  EMPLOYER: { zh: '企业', en: 'employer' },
  EVALUATOR: { zh: '评价机构', en: 'evaluation body' },
};

/** the project is in the catalogue on the day the class starts. */
export const projectListed: Rule<PlanCheck> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge: ({ plan, facts: { projects } }) => {
    const on = startOf(plan);
    const listed = projectOn(projects.state, plan.projectId, on) !== undefined;
    const value = { projectId: plan.projectId, on, listed };
    const facts = [factOf(projects, 'project', value)];
    if (listed) return holds(value, facts);
    return fails(
      `开班日 ${on} 时项目 ${plan.projectId} 不在补贴性培训项目目录内；请改用目录内的项目，或待其列入目录后再办理。`,
      `On ${on}, the day the class starts, project ${plan.projectId} is not in the catalogue; use a listed project, or wait until it is listed.`,
      value,
      facts,
    );
  },
};

/** Roles in which who runs the class may be listed: an employer's own class is an employer's, and the project says who may run it. */
function rolesOf({ payeeKind }: ClassPlan, providers: TrainingProject['providers']): readonly OrgRole[] {
  const paid: readonly ('INSTITUTION' | 'EMPLOYER')[] =
    payeeKind === 'PERSON' ? ['INSTITUTION', 'EMPLOYER'] : [payeeKind];
  return paid.filter((role) => providers === undefined || providers.includes(role));
}

function judgeListing(
  org: Loaded<OrgState>,
  uscc: string,
  roles: readonly OrgRole[],
  on: string,
  scope: ScopeQuery,
): Judgement {
  const statuses = roles.map((role) => listedOn(org.state, role, on, scope));
  const found = statuses.find(({ listed, suspended, inScope }) => listed && !suspended && inScope);
  const best = found ?? statuses.find(({ listed }) => listed) ?? { listed: false, suspended: false, inScope: false };
  const value = { uscc, roles, on, listed: best.listed, suspended: best.suspended, inScope: best.inScope };
  const facts = [factOf(org, 'listing', value)];
  if (found) return holds(value, facts);
  const zh = roles.map((role) => ROLE_NAMES[role].zh).join('或');
  const en = roles.map((role) => ROLE_NAMES[role].en).join(' or ');
  if (!best.listed) {
    return fails(
      `开班日 ${on} 时 ${uscc} 不在${zh}目录内；请改由目录内的机构承办，或待其列入目录后再办理。`,
      `On ${on}, the day the class starts, ${uscc} is not listed as ${en}; let a listed body do it, or wait until it is listed.`,
      value,
      facts,
    );
  }
  if (best.suspended) {
    return fails(
      `开班日 ${on} 时 ${uscc} 的${zh}资格处于暂停状态，不得开设新班；请待恢复后再办理。`,
      `On ${on}, the day the class starts, ${uscc} is suspended as ${en} and may begin no new class; wait until the suspension is lifted.`,
      value,
      facts,
    );
  }
  return fails(
    `开班日 ${on} 时 ${uscc} 的${zh}业务范围不包括本班内容；请改由范围内的机构承办。`,
    `On ${on}, the day the class starts, what this class needs is outside the scope of ${uscc} as ${en}; let a body do it whose scope covers it.`,
    value,
    facts,
  );
}

/** who runs the class is listed for its project on the day it starts, and not suspended. Ownership plays no part. */
export const institutionListed: Rule<PlanCheck> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge: ({ plan, facts }) => {
    const { projectId, institution } = plan;
    const { providers } = projectEver(facts.projects.state, projectId) ?? {};
    const roles = rolesOf(plan, providers);
    if (roles.length > 0) return judgeListing(facts.institution, institution, roles, startOf(plan), { projectId });
    const by = (language: 'zh' | 'en'): string => (providers ?? []).map((role) => ROLE_NAMES[role][language]).join();
    return fails(
      `项目 ${projectId} 只由${by('zh')}承办，与所填收款人类别不符；请改由其承办，或更正收款人类别。`,
      `Project ${projectId} is run by ${providers?.includes('EMPLOYER') ? 'an' : 'a'} ${by('en')} only, which does not go with who is to be paid; let one run it, or correct who is paid.`,
      { projectId, providers: providers ?? null },
    );
  },
};

/**
 * who evaluates is listed for the certificate that the class leads to. A training completion certificate is
 * issued by whoever ran the class, so there no evaluation body is needed.
 */
export const evaluatorListed: Rule<PlanCheck> = {
  ruleId: 'A-084',
  clause: '三(二)',
  judge: ({ plan, facts }) => {
    const project = projectEver(facts.projects.state, plan.projectId);
    if (!project) return holds();
    const { certKind, occupationId, skillItem: item } = project;
    if (plan.evaluator === undefined || !facts.evaluator) {
      if (certKind === 'TRAINING_COMPLETION') return holds('none needed');
      return fails(
        '本项目须由评价机构考核发证；请填写目录内评价机构的统一社会信用代码。',
        'The project needs an evaluation body that examines and certifies; name a listed one by its credit code.',
      );
    }
    const scope = occupationId === undefined ? { item, certKind } : { occupationId, level: plan.level, certKind };
    return judgeListing(facts.evaluator, plan.evaluator, ['EVALUATOR'], startOf(plan), scope);
  },
};
