export { authority } from './authority';
export { CONDITIONS, type Condition } from './conditions.table';
export { isRole, ROLES, type Role } from './roles.table';
export { WHO_MAY, type WhoMay } from './who-may.table';
export { mayAsk, type Visible } from './may-ask';
export { WHO_MAY_ASK, type Reach, type WhoMayAsk } from './who-may-ask.table';
