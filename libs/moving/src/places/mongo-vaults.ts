export {
  assertMongoTakesVault,
  destroyedInMongo,
  folderVaultIntoMongo,
  mongoVaultIntoFolder,
} from '@ledger/vault/mongodb/move-vault';
