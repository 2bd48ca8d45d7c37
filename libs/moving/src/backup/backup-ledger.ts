import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteLogReader } from '@ledger/eventlog';
import { SqliteVaultFile } from '@ledger/vault';
import { LogDigest, runsOf } from '../log-digest';
import { listedFile, writeManifest } from '../manifest-parts';
import { MovingRefused } from '../moving-refused';
import { ledgerNamedBy } from '../opening-event';
import { opensNoLedger } from '../export/export-log';
import { assertWholeLog } from '../places/folder-place';
import { stagedFolder } from '../places/staged-folder';
import { BACKUP_KIND, DESTROYED_FILE, type BackupManifest } from './backup-manifest';
import type { BackupSource } from './backup-source';
import { destroyedKeys } from './destroyed-keys';
import { assertKeysThere } from './keys-there';

export type BackupStep = 'log' | 'vault' | 'checking' | 'digest';

export interface BackupOptions {
  /** Version of this program. */
  readonly program: string;
  /** ISO UTC. */
  readonly now: string;
  /** Takes the master key along that lies beside the data: for demonstrations, since who has such a backup reads everything. */
  readonly withMasterKey?: boolean;
  onProgress?(step: BackupStep, share: number): void;
}

/** A backup that was made and looked at. */
export interface BackupReport extends BackupManifest {
  /** A master key lies beside the data and was left out. */
  readonly masterKeyLeft: boolean;
}

/**
 * 备份 (D37): the log first, then the vault, each as it is at one moment, beside the process that writes them: so the key of every
 * event is there. The copies are looked at before the backup gets its name: every event's hash, the vault's file, and that it
 * has every key that the log needs. Needs no master key. Views, snapshots and bulk jobs are left out.
 * @throws MovingRefused, LogDamaged, LogUnavailable, VaultError
 */
export async function backupLedger(
  source: BackupSource,
  target: string,
  options: BackupOptions,
): Promise<BackupReport> {
  const tell = options.onProgress ?? (() => undefined);
  return stagedFolder(target, async (staging) => {
    await source.copyLog(staging, (share) => tell('log', share));
    tell('vault', 0);
    await source.copyVault(staging);
    const masterKeyLeft = await source.copyOthers(staging, options.withMasterKey === true);
    await assertWholeLog(staging, (share) => tell('checking', share));
    const about = await lookAt(staging, (share) => tell('digest', share));
    const files = readdirSync(staging)
      .toSorted()
      .map((name) => listedFile(staging, name));
    const { now: madeAt, program } = options;
    const manifest: BackupManifest = { kind: BACKUP_KIND, format: 1, ...about, madeAt, program, files };
    writeManifest(staging, manifest);
    return { ...manifest, masterKeyLeft };
  });
}

type About = Pick<BackupManifest, 'ledgerId' | 'clock' | 'events' | 'digest' | 'types' | 'asOf' | 'vault'>;

/** Reads the copies, holds the log against the vault, and writes the list of destroyed keys. */
async function lookAt(staging: string, tell: (share: number) => void): Promise<About> {
  const log = openSqliteLogReader({ folder: staging });
  const vault = new SqliteVaultFile(staging);
  try {
    const [damage] = vault.findDamage();
    if (damage)
      throw new MovingRefused('vault-wrong', `${damage.zh}；未留下备份。`, `${damage.en}; no backup was left.`);
    await assertKeysThere(log, vault);
    const digest = new LogDigest();
    const upTo = log.head();
    let recordedAt = '';
    for await (const { events, passed } of runsOf(log, upTo)) {
      for (const event of events) digest.add(event);
      recordedAt = events.at(-1)?.recordedAt ?? recordedAt;
      tell(passed / upTo);
    }
    const named = ledgerNamedBy(log.readAll(0, 1).events[0]);
    if (!named) throw opensNoLedger();
    const list = await destroyedKeys(log, vault);
    writeFileSync(join(staging, DESTROYED_FILE), `${JSON.stringify(list)}\n`, { mode: 0o600 });
    const about = { ...named, ...digest.value(), vault: { destroyedKeys: list.keys.length } };
    return { ...about, asOf: { position: upTo, recordedAt } };
  } finally {
    await log.close();
    vault.close();
  }
}
