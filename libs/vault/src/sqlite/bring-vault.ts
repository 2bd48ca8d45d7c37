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
export async function bringSqliteVault(from: string, to: string): Promise<boolean> {
  if (!existsSync(join(from, VAULT_FILE))) return false;
  await replaceVault(to, knownIn(from), async (file) => copyDatabase(join(from, VAULT_FILE), file));
  return true;
}

/**
 * Puts the vault that `make` writes into a file in the place of the folder's.
 * @throws VaultAhead when the one there knows more than the coming one, VaultInUse
 */
export async function replaceVault(
  folder: string,
  coming: KnownInVault,
  make: (file: string) => Promise<void>,
): Promise<void> {
  const lock = holdLock(join(folder, LOCK_FILE));
  try {
    if (existsSync(join(folder, VAULT_FILE))) assertNotAhead(coming, knownIn(folder));
    const file = join(folder, COMING);
    rmSync(file, { force: true });
    await make(file);
    for (const companion of ['-wal', '-shm']) rmSync(join(folder, `${VAULT_FILE}${companion}`), { force: true });
    renameSync(file, join(folder, VAULT_FILE));
    syncFolder(folder);
  } finally {
    lock.close();
  }
}

/** How much a vault has seen. */
export interface KnownInVault {
  /** Of the decryption journal. */
  readonly lines: number;
  readonly destroyed: number;
}

/** @throws VaultAhead */
export function assertNotAhead(coming: KnownInVault, there: KnownInVault): void {
  if (there.lines <= coming.lines && there.destroyed <= coming.destroyed) return;
  throw new VaultAhead(
    '目标的密钥库在搬迁后已被使用(解密记录或密钥销毁多于来源)，不予替换',
    'the vault at the target has been used since it was brought there: it has journal lines or destroyed keys that the source has not, and is not replaced',
  );
}

export function knownIn(folder: string): KnownInVault {
  const vault = new SqliteVaultFile(folder);
  try {
    return { lines: vault.journalLines(), destroyed: vault.destroyed().length };
  } finally {
    vault.close();
  }
}
