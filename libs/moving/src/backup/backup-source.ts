import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copySqliteLog, openSqliteEventStore, type EventStore } from '@ledger/eventlog';
import { copySqliteSavedFilters } from '@ledger/saved-filters';
import { copySqliteVault } from '@ledger/vault';
import { copyLog } from '../copy/copy-log';
import { assertHoldsLog } from '../places/folder-place';
import { moveSavedFilters } from '../places/move-saved-filters';
import { moveVault, type VaultPlace } from '../places/vault-place';
import { MASTER_KEY_FILE } from './backup-manifest';

/** What a backup is made of; each copy is of one moment, the log's first (D37). */
export interface BackupSource {
  copyLog(to: string, onProgress: (share: number) => void): Promise<void>;
  copyVault(to: string): Promise<void>;
  /** What else there is: saved filters, and the master key where it is asked for. True where one lies there that was left out. */
  copyOthers(to: string, withMasterKey: boolean): Promise<boolean>;
}

/** 嵌入式台账: everything lies in one folder. */
export const embeddedSource = (folder: string): BackupSource => ({
  async copyLog(to) {
    assertHoldsLog(folder);
    copySqliteLog(folder, to);
  },
  async copyVault(to) {
    copySqliteVault(folder, to);
  },
  async copyOthers(to, withMasterKey) {
    copySqliteSavedFilters(folder, to);
    return leftMasterKey(folder, to, withMasterKey);
  },
});

export interface Servers {
  readonly log: EventStore;
  readonly vault: VaultPlace;
  readonly filters: VaultPlace;
  /** Of this process, where a master key may lie. */
  readonly folder: string;
}

/**
 * 共享台账: the log on a server, the vault in a database; written as a folder, in which the embedded stores can open them.
 */
export const serverSource = ({ log, vault, filters, folder }: Servers): BackupSource => ({
  async copyLog(to, onProgress) {
    const taking = join(to, 'taking-in');
    mkdirSync(taking, { mode: 0o700 });
    const target = openSqliteEventStore({ folder: taking });
    try {
      await copyLog(log, target, { isLive: true, onProgress: (_, share) => onProgress(share) });
    } finally {
      await target.close();
    }
    copySqliteLog(taking, to);
    rmSync(taking, { recursive: true });
  },
  async copyVault(to) {
    await moveVault(vault, { folder: to });
    rmSync(join(to, 'vault.lock'), { force: true });
  },
  async copyOthers(to, withMasterKey) {
    await moveSavedFilters(filters, { folder: to });
    return leftMasterKey(folder, to, withMasterKey);
  },
});

function leftMasterKey(folder: string, to: string, withMasterKey: boolean): boolean {
  const masterKey = join(folder, MASTER_KEY_FILE);
  if (!existsSync(masterKey)) return false;
  if (withMasterKey) copyFileSync(masterKey, join(to, MASTER_KEY_FILE));
  return !withMasterKey;
}
