export * from './key-vault.port';
export * from './vault-errors';
export { forEachSealed, withKeys } from './with-keys';
export { openSqliteKeyVault, type SqliteKeyVaultOptions } from './sqlite/open-sqlite-key-vault';
export type { SqliteKeyVault } from './sqlite/sqlite-key-vault';
export { copySqliteVault, SqliteVaultFile } from './sqlite/vault-file';
export { bringSqliteVault } from './sqlite/bring-vault';
export type { MongoKeyVaultOptions } from './mongodb/open-mongo-key-vault';
