export { authority } from './authority';
export { CONDITIONS, type Condition } from './conditions.table';
export { ROLES, type Role } from './roles.table';
export { WHO_MAY, type WhoMay } from './who-may.table';
