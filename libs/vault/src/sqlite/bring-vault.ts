import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '@ledger/sqlite';
import { VaultAhead } from '../vault-errors';
import { holdLock, LOCK_FILE } from './open-sqlite-key-vault';
import { syncFolder } from '../keys/sync-folder';
import { SqliteVaultFile, VAULT_FILE } from './vault-file';

const COMING = `${VAULT_FILE}.coming`;

/**
 * Brings the vault of a folder into another that its log was moved to, in place of one that an earlier move brought; whole or
 * not at all. False where the source has none.
 * @throws VaultAhead when the vault there has been used since, VaultInUse when somebody writes it, VaultSchemaUnknown, VaultDamaged
 */
export function bringSqliteVault(from: string, to: string): boolean {
  if (!existsSync(join(from, VAULT_FILE))) return false;
  const lock = holdLock(join(to, LOCK_FILE));
  try {
    assertNotAhead(from, to);
    rmSync(join(to, COMING), { force: true });
    copyDatabase(join(from, VAULT_FILE), join(to, COMING));
    for (const companion of ['-wal', '-shm']) rmSync(join(to, `${VAULT_FILE}${companion}`), { force: true });
    renameSync(join(to, COMING), join(to, VAULT_FILE));
    syncFolder(to);
    return true;
  } finally {
    lock.close();
  }
}

function assertNotAhead(from: string, to: string): void {
  const coming = knownIn(from);
  if (!existsSync(join(to, VAULT_FILE))) return;
  const there = knownIn(to);
  if (there.lines <= coming.lines && there.destroyed <= coming.destroyed) return;
  throw new VaultAhead(
    '目标的密钥库在搬迁后已被使用(解密记录或密钥销毁多于来源)，不予替换',
    'the vault at the target has been used since it was brought there: it has journal lines or destroyed keys that the source has not, and is not replaced',
  );
}

function knownIn(folder: string): { readonly lines: number; readonly destroyed: number } {
  const vault = new SqliteVaultFile(folder);
  try {
    return { lines: vault.journalLines(), destroyed: vault.destroyed().length };
  } finally {
    vault.close();
  }
}
