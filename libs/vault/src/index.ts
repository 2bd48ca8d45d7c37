export * from './key-vault.port';
export * from './vault-errors';
export { forEachSealed, withKeys } from './with-keys';
export { openSqliteKeyVault, type SqliteKeyVaultOptions } from './sqlite/open-sqlite-key-vault';
export type { SqliteKeyVault } from './sqlite/sqlite-key-vault';
export { openMongoKeyVault, type MongoKeyVaultOptions } from './mongodb/open-mongo-key-vault';
