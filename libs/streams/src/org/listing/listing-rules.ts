import { fails, holds, type Loaded, type Rule } from '@ledger/kernel';
import type { PolicyState } from '../../policy';
import type { OrgRole, OrgScope } from '../org.events';
import type { ListingEntry, OrgState } from '../org.state';
import { listedOn } from './listed-on.rule';

const RULE = { ruleId: 'A-084', clause: '三(二)' } as const;

export type ListingFacts = { policy: Loaded<PolicyState> };

/** A step of an organisation's listing in one role, from a day on. */
export interface Step {
  readonly role: OrgRole;
  readonly from: string;
  readonly document: { readonly number: string; readonly issuedOn: string };
  readonly state: OrgState;
}

const ROLES: Readonly<Record<OrgRole, { readonly zh: string; readonly en: string }>> = {
  INSTITUTION: { zh: '培训机构', en: 'training institution' },
  EVALUATOR: { zh: '评价机构', en: 'evaluation body' },
  EMPLOYER: { zh: '企业', en: 'employer' },
};

export const lastLive = (state: OrgState, role: OrgRole): ListingEntry | undefined =>
  state.listings[role]?.findLast((entry) => !entry.withdrawn);

/** Nothing holds from a day before its document. */
export const notBeforeDocument: Rule<Step> = {
  ...RULE,
  judge({ from, document }) {
    if (from >= document.issuedOn) return holds(from);
    return fails(
      `生效日 ${from} 早于文件 ${document.number} 的印发日期 ${document.issuedOn}；请改为印发日期或以后。`,
      `It would hold from ${from}, before document ${document.number} was issued on ${document.issuedOn}; use that day or a later one.`,
      from,
    );
  },
};

/** Steps follow one another; an earlier one is made after the later ones were withdrawn. */
export const followsTheLast: Rule<Step> = {
  ...RULE,
  judge({ state, role, from }) {
    const last = lastLive(state, role);
    if (!last || last.from <= from) return holds(from);
    return fails(
      `该${ROLES[role].zh}名单已有自 ${last.from} 起的条目；要改 ${from} 起的状况，请先撤回那一条。`,
      `The ${ROLES[role].en}'s listing already has an entry from ${last.from}; to change it from ${from}, withdraw that entry first.`,
      last.from,
    );
  },
};

/** 名单状况 on the day of the step: what it must be, and what the user does instead. */
export const standing = (wanted: 'unlisted' | 'listed' | 'active' | 'suspended'): Rule<Step> => ({
  ...RULE,
  judge({ state, role, from }) {
    const { listed, suspended } = listedOn(state, role, from);
    const is = !listed ? 'unlisted' : suspended ? 'suspended' : 'active';
    if (is === wanted || (wanted === 'listed' && listed)) return holds(is);
    const { zh, en } = NOW[is];
    return fails(
      `该机构在 ${from} ${zh}（${ROLES[role].zh}），不能办理；${NEEDS[wanted].zh}。`,
      `On ${from} the organisation ${en} as ${ROLES[role].en}; ${NEEDS[wanted].en}.`,
      is,
    );
  },
});

const NOW = {
  unlisted: { zh: '不在名单', en: 'is not listed' },
  active: { zh: '在名单', en: 'is listed' },
  suspended: { zh: '在名单但已暂停', en: 'is listed but suspended' },
} as const;

const NEEDS = {
  unlisted: {
    zh: '已在名单的只需调整范围，或恢复',
    en: 'it needs no listing: change its scope or lift the suspension',
  },
  listed: { zh: '请先列入名单', en: 'list it first' },
  active: { zh: '须是在名单且未暂停的机构', en: 'it must be listed and not suspended' },
  suspended: { zh: '只有已暂停的才能恢复', en: 'only a suspension can be lifted' },
} as const;

/** Institutions and employers are listed for projects; evaluation bodies for occupations and levels, or items. */
export const scopeFitsRole: Rule<{ readonly role: OrgRole; readonly scope: OrgScope }> = {
  ...RULE,
  judge({ role, scope: { projects, occupations, items } }) {
    const evaluates = role === 'EVALUATOR';
    if (
      evaluates ? (occupations ?? items) !== undefined && !projects : projects !== undefined && !occupations && !items
    )
      return holds(role);
    return fails(
      evaluates
        ? '评价机构的范围须写职业与等级或考核项目，不写培训项目；请改正。'
        : `${ROLES[role].zh}的范围须写培训项目，不写职业和考核项目；请改正。`,
      evaluates
        ? 'An evaluation body is listed for occupations and levels, or items, not for projects; correct the scope.'
        : `An ${ROLES[role].en} is listed for projects, not for occupations or items; correct the scope.`,
      role,
    );
  },
};

/** The scope as it is remembered: plain data. */
export const scopeOf = ({ projects, occupations, items, certKinds }: OrgScope): OrgScope => ({
  ...(projects ? { projects: [...projects] } : {}),
  ...(occupations
    ? { occupations: occupations.map(({ occupationId, levels }) => ({ occupationId, levels: [...levels] })) }
    : {}),
  ...(items ? { items: [...items] } : {}),
  ...(certKinds ? { certKinds: [...certKinds] } : {}),
});
