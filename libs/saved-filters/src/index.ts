export * from './saved-filters.port';
export { copySqliteSavedFilters, openSqliteSavedFilters } from './sqlite/open-sqlite-saved-filters';
