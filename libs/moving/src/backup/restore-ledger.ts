import { chmodSync, copyFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openSqliteLogReader, readHead, type EventStore } from '@ledger/eventlog';
import { assertOwnVault } from '@ledger/runtime/about-ledger';
import {
  MasterKeyMissing,
  openSqliteKeyVault,
  type DestroyedKey,
  type Opening,
  type SqliteKeyVault,
  type SqliteKeyVaultOptions,
} from '@ledger/vault';
import { assertListed } from '../manifest-parts';
import { MovingRefused } from '../moving-refused';
import { assertEmpty, assertWholeLog } from '../places/folder-place';
import { stagedFolder } from '../places/staged-folder';
import { readBackupManifest, type BackupManifest } from './backup-manifest';
import { destroyedKeys, readDestroyedList } from './destroyed-keys';
import { assertKeysThere } from './keys-there';
import { newerThan, type NewerLog, type Witness } from './witness';

export type RestoreStep = 'files' | 'log' | 'vault' | 'keys';

export interface RestoreOptions {
  /** Where the vault's master key comes from. */
  readonly vault: Pick<SqliteKeyVaultOptions, 'masterKey' | 'masterKeyFile' | 'production'>;
  /** ISO UTC, for the journal. */
  now(): string;
  readonly actor: Opening['actor'];
  /** Lists of destroyed keys, as `ledger destroyed-keys` writes them. */
  readonly destroyed?: readonly string[];
  /** Where a newer log of the same ledger is. */
  readonly newerLog?: NewerLog;
  onProgress?(step: RestoreStep, share: number): void;
}

export interface RestoreReport {
  readonly folder: string;
  readonly manifest: BackupManifest;
  /** Keys that the backup still had and that are destroyed now. */
  readonly destroyedAgain: readonly DestroyedKey[];
  /** What a newer log or list has seen of the ledger, where one was given and goes further. */
  readonly behind?: Witness;
}

/**
 * 恢复: a backup into a new folder, looked at on its way in: manifest, every file's digest, every event's hash, that the vault opens
 * and is this ledger's, and that no key is missing. Then every destruction of a key that the log, a list or a newer log knows
 * is done again (D30), before the folder gets its name: whoever was forgotten after the backup stays forgotten.
 * @throws MovingRefused, VaultError; then the folder is as it was
 */
export async function restoreLedger(backup: string, target: string, options: RestoreOptions): Promise<RestoreReport> {
  const from = resolve(backup);
  assertEmpty(resolve(target));
  const manifest = readBackupManifest(from);
  const tell = options.onProgress ?? (() => undefined);
  for (const [i, file] of manifest.files.entries()) {
    assertListed(from, file);
    tell('files', (i + 1) / manifest.files.length);
  }
  const lists = (options.destroyed ?? []).map((file) => readDestroyedList(file, manifest.ledgerId));
  const newer = await newerThan(manifest, lists, options.newerLog);
  return stagedFolder(target, async (staging) => {
    for (const { name } of manifest.files) {
      copyFileSync(join(from, name), join(staging, name));
      chmodSync(join(staging, name), 0o600);
    }
    await assertSameLog(staging, manifest, (share) => tell('log', share));
    const log = openSqliteLogReader({ folder: staging });
    try {
      const known = [...(await destroyedKeys(log, {})).keys, ...newer.keys];
      const destroyedAgain = await intoVault({ staging, log, known, manifest, options, tell });
      const behind = newer.witness && newer.witness.events > manifest.events ? newer.witness : undefined;
      return { folder: resolve(target), manifest, destroyedAgain, ...(behind ? { behind } : {}) };
    } finally {
      await log.close();
      for (const companion of ['log.db-wal', 'log.db-shm', 'vault.lock'])
        rmSync(join(staging, companion), { force: true });
    }
  });
}

/** The log in the backup is whole and the one that the manifest says. */
async function assertSameLog(staging: string, manifest: BackupManifest, tell: (share: number) => void): Promise<void> {
  const { running, events, last } = await assertWholeLog(staging, tell);
  const head = readHead(staging);
  const fits = running === manifest.digest && events === manifest.events && last === manifest.asOf.position;
  if (fits && head?.position === last) return;
  throw new MovingRefused(
    'log-damaged',
    `备份中的日志不是清单所说的日志：${events} 个事件，摘要 ${running ?? '无'}；未作改动。`,
    `The log in the backup is not the one that the manifest names: ${events} events, digest ${running ?? 'none'}; nothing was changed.`,
  );
}

function openedVault(staging: string, options: RestoreOptions): SqliteKeyVault {
  try {
    return openSqliteKeyVault({ ...options.vault, folder: staging, now: () => options.now(), mustExist: true });
  } catch (error) {
    if (!(error instanceof MasterKeyMissing)) throw error;
    throw new MovingRefused(
      'vault-wrong',
      '备份不含主密钥；请用 --master-key-file 或 LEDGER_MASTER_KEY 给出。未作改动。',
      'The backup holds no master key; give it by --master-key-file or LEDGER_MASTER_KEY. Nothing was changed.',
      { cause: error },
    );
  }
}

interface IntoVault {
  readonly staging: string;
  readonly log: EventStore;
  readonly known: readonly DestroyedKey[];
  readonly manifest: BackupManifest;
  readonly options: RestoreOptions;
  tell(step: RestoreStep, share: number): void;
}

/** Looks at the vault and destroys again what is known to be destroyed; the journal says so. */
async function intoVault({ staging, log, known, manifest, options, tell }: IntoVault): Promise<DestroyedKey[]> {
  const vault = openedVault(staging, options);
  try {
    tell('vault', 0);
    assertOwnVault(await log.readStream('ledger-0'), vault);
    const [damage] = vault.findDamage(1);
    if (damage)
      throw new MovingRefused('vault-wrong', `${damage.zh}；未作改动。`, `${damage.en}; nothing was changed.`);
    const broken = vault.verifyJournal();
    if (broken !== undefined)
      throw new MovingRefused(
        'vault-wrong',
        `解密日志自第 ${broken} 行起不符；未作改动。`,
        `The decryption journal does not fit from line ${broken} on; nothing was changed.`,
      );
    await assertKeysThere(log, vault);
    const again: DestroyedKey[] = [];
    for (const [i, key] of known.entries()) {
      const { generation, live } = vault.keyState(key.person);
      // Whoever has come back since has a newer key, which that decision did not concern.
      if (!live || generation > key.generation) continue;
      await vault.destroy(key.person);
      again.push(key);
      tell('keys', (i + 1) / known.length);
    }
    vault.unindexBeyond(manifest.asOf.position);
    const why: Opening = {
      actor: options.actor,
      purpose: `restored from the backup of ${manifest.madeAt} at position ${manifest.asOf.position}`,
      fields: [],
    };
    await vault.note([manifest.ledgerId], why, 'restored');
    if (again.length > 0)
      await vault.note(
        again.map(({ person }) => person),
        why,
        'destroyed-again',
      );
    return again;
  } finally {
    vault.close();
  }
}
