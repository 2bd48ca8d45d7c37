export { connect, DatabaseUnreachable, type Connection } from './connection';
export { inTransaction } from './in-transaction';
export { migrate, type Migration } from './migrate';
export { isDuplicateKey } from './server-errors';
