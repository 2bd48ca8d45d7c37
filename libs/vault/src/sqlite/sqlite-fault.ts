import { VaultDamaged } from '../vault-errors';

/** SQLite's result code, such as `SQLITE_IOERR_FSYNC`; empty for other errors. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** The disk did not do what it was told, or the file is not what was written. */
export const isDiskFault = (error: unknown): boolean => /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(codeOf(error));

/** A file that SQLite cannot read is a damaged vault; SQLite's own words name no value and stay as the cause. */
export function toVaultDamaged(error: unknown): unknown {
  if (!/^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error))) return error;
  return new VaultDamaged({ zh: '文件已损坏', en: 'the file is damaged' }, {}, { cause: error });
}
