export * from './saved-filters.port';
export { openMongoSavedFilters } from './mongodb/open-mongo-saved-filters';
export { openSqliteSavedFilters } from './sqlite/open-sqlite-saved-filters';
