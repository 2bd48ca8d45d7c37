export {
  assertMongoTakesVault,
  destroyedInMongo,
  folderVaultIntoMongo,
  mongoVaultIntoFolder,
} from '@ledger/vault/mongodb/move-vault';
export { allMongoSavedFilters, openMongoSavedFilters } from '@ledger/saved-filters/mongodb/open-mongo-saved-filters';
