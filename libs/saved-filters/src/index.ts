export * from './saved-filters.port';
export { openSqliteSavedFilters } from './sqlite/open-sqlite-saved-filters';
