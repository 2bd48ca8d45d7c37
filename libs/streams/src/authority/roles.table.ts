/** What sort of actor a role is: what stands in `actor.unit`, and what its own matters are. */
type RoleKind = 'staff' | 'organisation' | 'learner' | 'outside';

interface RoleEntry {
  readonly zh: string;
  readonly en: string;
  readonly kind: RoleKind;
}

/** 角色. Staff act for a unit, organisations for themselves, learners for themselves. */
export const ROLES = {
  LEARNER: { zh: '劳动者', en: 'learner', kind: 'learner' },
  INSTITUTION: { zh: '培训机构', en: 'training institution', kind: 'organisation' },
  EMPLOYER: { zh: '企业', en: 'employer', kind: 'organisation' },
  EVALUATOR: { zh: '评价机构', en: 'evaluation body', kind: 'organisation' },
  CLERK: { zh: '受理岗', en: 'clerk', kind: 'staff' },
  REVIEWER: { zh: '审核岗', en: 'reviewer', kind: 'staff' },
  CONFIRMER: { zh: '确认岗', en: 'confirmer', kind: 'staff' },
  LINE_DEPARTMENT: { zh: '行业主管部门', en: 'line department', kind: 'staff' },
  CATALOGUE_ADMIN: { zh: '目录管理岗', en: 'catalogue administrator', kind: 'staff' },
  POLICY_ADMIN: { zh: '政策管理岗', en: 'policy administrator', kind: 'staff' },
  FUND_ADMIN: { zh: '资金管理岗', en: 'fund administrator', kind: 'staff' },
  PAY_MAKER: { zh: '拨付制单岗', en: 'payment maker', kind: 'staff' },
  PAY_CHECKER: { zh: '拨付复核岗', en: 'payment checker', kind: 'staff' },
  PAY_SIGNER: { zh: '拨付签发岗', en: 'payment signer', kind: 'staff' },
  AUDITOR: { zh: '审计', en: 'auditor', kind: 'staff' },
  BANK: { zh: '代理银行', en: 'bank', kind: 'outside' },
  SYSTEM: { zh: '系统', en: 'system', kind: 'outside' },
} as const satisfies Readonly<Record<string, RoleEntry>>;

export type Role = keyof typeof ROLES;

export const isRole = (role: string): role is Role => Object.hasOwn(ROLES, role);
