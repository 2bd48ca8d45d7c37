export { connect, DatabaseUnreachable, type Connection } from './connection';
export { ensureCollection } from './ensure-collection';
export { inTransaction } from './in-transaction';
export { migrate, type Migration } from './migrate';
export { isDuplicateKey } from './server-errors';
