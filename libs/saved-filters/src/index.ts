export * from './saved-filters.port';
export {
  allSqliteSavedFilters,
  copySqliteSavedFilters,
  openSqliteSavedFilters,
} from './sqlite/open-sqlite-saved-filters';
