import type { OrgRole } from '../org.events';

/** 机构角色. */
export const ORG_ROLES: readonly OrgRole[] = ['INSTITUTION', 'EVALUATOR', 'EMPLOYER'];
